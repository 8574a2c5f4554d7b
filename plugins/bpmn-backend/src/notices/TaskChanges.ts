import type { LoggerService } from '@backstage/backend-plugin-api';
import type { TaskChange } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type {
  Key,
  StateChange,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Handled } from '../instances/InstanceService';
import type { TaskRecord, TaskStore } from '../store/tasks';
import type { TaskWatchers } from './TaskWatchers';

/** Most tasks that are read, and told of, together. */
const TOGETHER = 500;

/** A task that has changed, by its wait. */
interface Noted {
  readonly instanceId: string;
  readonly waitKey: Key;
  /** Entity refs of whoever had it before. */
  readonly former: Set<string>;
}

/**
 * Tells watchers which tasks have changed, after the commits that have changed them. What changes while they are told comes together: a thousand
 * tasks are a few questions to the database.
 */
export class TaskChanges {
  private readonly noted = new Map<string, Noted>();
  private telling?: Promise<void>;

  constructor(
    private readonly options: {
      readonly watchers: TaskWatchers;
      readonly tasks: TaskStore;
      readonly logger: LoggerService;
    },
  ) {}

  /** Notes which tasks a command has changed. */
  note({ record, changes, task }: Handled): void {
    const keys = new Set(changes.flatMap(taskKeyOf));
    if (task?.decision) {
      // Also while the instance is suspended: then nothing else has changed yet.
      keys.add(task.waitKey);
    }
    const formerOf = (key: Key) =>
      task?.waitKey === key && task.holder !== undefined ? [task.holder] : [];
    this.add(
      [...keys].map(waitKey => ({
        instanceId: record.id,
        waitKey,
        former: formerOf(waitKey),
      })),
    );
  }

  /** Notes tasks, with those who are concerned besides whoever they are for now. */
  add(
    changed: readonly (Pick<Noted, 'instanceId' | 'waitKey'> & {
      readonly former: readonly string[];
    })[],
  ): void {
    if (this.options.watchers.isEmpty || changed.length === 0) {
      return;
    }
    for (const { instanceId, waitKey, former } of changed) {
      const name = `${instanceId}.${waitKey}`;
      const before = this.noted.get(name)?.former ?? [];
      this.noted.set(name, {
        instanceId,
        waitKey,
        former: new Set([...before, ...former]),
      });
    }
    this.telling ??= this.tellAll().finally(() => {
      this.telling = undefined;
    });
  }

  /** Waits until all is told. */
  async settle(): Promise<void> {
    await this.telling;
  }

  private async tellAll(): Promise<void> {
    const { watchers, logger } = this.options;
    // Whoever has committed goes on first.
    await new Promise(setImmediate);
    while (this.noted.size > 0) {
      const some = Array.from(this.noted).slice(0, TOGETHER);
      some.forEach(([name]) => this.noted.delete(name));
      try {
        const changes = await this.changesOf(some.map(([, noted]) => noted));
        await watchers.tell(changes, logger);
      } catch (error) {
        logger.warn('Could not read which tasks have changed', error as Error);
      }
    }
  }

  private async changesOf(
    noted: readonly Noted[],
  ): Promise<readonly TaskChange[]> {
    const found = await this.options.tasks.findByWaits(noted);
    const tasks = new Map(
      found.map(task => [`${task.instanceId}.${task.waitKey}`, task]),
    );
    return noted.flatMap(({ instanceId, waitKey, former }) => {
      const task = tasks.get(`${instanceId}.${waitKey}`);
      return task ? [changeOf(task, former)] : [];
    });
  }
}

function changeOf(
  { id, assignee, candidates }: TaskRecord,
  former: ReadonlySet<string>,
): TaskChange {
  const present = assignee === undefined ? [] : [assignee];
  const concerns = new Set([...present, ...candidates, ...former]);
  return { taskId: id, concerns: [...concerns] };
}

function taskKeyOf(change: StateChange): readonly Key[] {
  switch (change.type) {
    case 'waitOpened':
    case 'waitChanged':
      return change.wait.kind === 'userTask' ? [change.wait.key] : [];
    case 'waitClosed':
      return change.kind === 'userTask' ? [change.waitKey] : [];
    default:
      return [];
  }
}
