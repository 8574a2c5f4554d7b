import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  BpmnTaskWatchersExtensionPoint,
  TaskChange,
  TaskWatcher,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/** Those whom modules have brought to hear which tasks have changed. */
export class TaskWatchers implements BpmnTaskWatchersExtensionPoint {
  private readonly watchers: TaskWatcher[] = [];

  addTaskWatcher(watcher: TaskWatcher): void {
    this.watchers.push(watcher);
  }

  /** Whether nobody listens. */
  get isEmpty(): boolean {
    return this.watchers.length === 0;
  }

  /** Tells all of them. One who cannot take it keeps nobody else from it. */
  async tell(
    changes: readonly TaskChange[],
    logger: LoggerService,
  ): Promise<void> {
    for (const watcher of this.watchers) {
      try {
        await watcher.tasksChanged(changes);
      } catch (error) {
        logger.warn(
          'Could not tell those who look at tasks that some have changed; they see it when they look again',
          error as Error,
        );
      }
    }
  }
}
