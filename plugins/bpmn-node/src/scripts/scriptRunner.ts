import type { ScriptEvent } from './scriptEvent';
import type { ScriptLimits, ScriptTask } from './scriptTask';

/**
 * Where scripts run: an interpreter with what it has loaded, and what scripts in it may do.
 *
 * @public
 */
export interface ScriptEnvironment {
  /** By which models name it. */
  readonly name: string;
  /** `python` or `r`. */
  readonly language: string;
  /** Whether scripts run here that name no environment. */
  readonly isDefault: boolean;
  /** For people. */
  readonly description?: string;
  /** Libraries that are loaded already. */
  readonly preload: readonly string[];
  /** What a script gets that asks for nothing. */
  readonly limits: ScriptLimits;
  /** The most that it can ask for. */
  readonly ceilings: ScriptLimits;
  /** Hosts that scripts can reach, of groups that they are granted to; none: no script has a network. */
  readonly network: readonly string[];
}

/**
 * How a runner is.
 *
 * @public
 */
export interface ScriptRunnerHealth {
  /** Whether it runs scripts. */
  readonly isReady: boolean;
  /** Whether what runs is kept apart from this machine. */
  readonly isIsolated: boolean;
  /** For those who run the portal: why not, or what is slower than it could be, and the way out. */
  readonly notes: readonly string[];
  /** Scripts that run just now. */
  readonly running: number;
  /** Scripts that wait for their turn. */
  readonly queued: number;
  /** Libraries that environments should have loaded and that are not installed, by environment. */
  readonly missing?: Readonly<Record<string, readonly string[]>>;
}

/**
 * One run of a script.
 *
 * @public
 */
export interface ScriptRun {
  /**
   * What it says, to be gone through once and to the end. Never throws: whatever goes wrong is its last event. Leaving it early cancels the
   * run.
   */
  readonly events: AsyncIterable<ScriptEvent>;
  /** Ends it at once, wherever it is: queued, starting, running or finishing. Whoever goes through the events hears of it. */
  cancel(): void;
}

/**
 * Runs scripts, each apart from everything else: it sees its inputs and the libraries of its environment, and nothing of the machine, the
 * portal or another run.
 *
 * @public
 */
export interface ScriptRunner {
  /** Where it runs scripts. One language, one runner. */
  readonly environments: readonly ScriptEnvironment[];
  /** Begins a run, or puts it in the queue. Never throws and never blocks. */
  submit(task: ScriptTask): ScriptRun;
  /** How it is just now. */
  health(): Promise<ScriptRunnerHealth>;
}
