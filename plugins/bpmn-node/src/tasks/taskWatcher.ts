/**
 * A user task that has come, has changed, or is not to be done any more.
 *
 * @public
 */
export interface TaskChange {
  /** Opaque. */
  readonly taskId: string;
  /** Entity references of the users and groups who see it differently now: who has it, who had it, and who is asked to do it. */
  readonly concerns: readonly string[];
}

/**
 * Hears which tasks have changed, to tell those who look at them. It is called after the commit, with what has come together meanwhile, at most
 * once: what a crash swallows is not told again. So it is for hints; what must not get lost is for a {@link TaskNotifier}. What it rejects with is
 * logged.
 *
 * @public
 */
export interface TaskWatcher {
  /** Is told of some tasks, each once. The next ones come when this is over. */
  tasksChanged(changes: readonly TaskChange[]): Promise<void>;
}
