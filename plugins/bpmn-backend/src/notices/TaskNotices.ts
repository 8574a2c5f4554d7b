import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  TaskNotice,
  TaskNotifier,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Clock } from '../clock/Clock';
import type { Definitions } from '../deployments/Definitions';
import type { FileGuard } from '../files/FileGuard';
import type { FileService } from '../files/FileService';
import { filesOf } from '../files/filesOf';
import type { Taken } from '../outbox/Taken';
import type { DeploymentStore } from '../store/deployments';
import type { InstanceStore } from '../store/instances';
import { outboxRow, type OutboxStore } from '../store/outbox';
import type { RelationService } from '../relations/RelationService';
import type { TaskRecord, TaskStore } from '../store/tasks';
import { givenTo } from '../tasks/assignment';
import { documentsOf } from './documentsOf';
import type { TaskNotifiers } from './TaskNotifiers';

/** Milliseconds for which it is tried to tell somebody. */
const A_DAY = 24 * 3_600_000;

/** Milliseconds after which it is tried again at the latest: whoever has less left, tries for the last time. */
const LONGEST_DELAY = 5 * 60_000;

/** What they are made of. */
export interface TaskNoticesOptions {
  readonly notifiers: TaskNotifiers;
  readonly tasks: TaskStore;
  readonly instanceStore: InstanceStore;
  readonly deployments: DeploymentStore;
  readonly definitions: Definitions;
  readonly outbox: OutboxStore;
  readonly relations: RelationService;
  readonly files: FileService;
  readonly guard: FileGuard;
  readonly clock: Clock;
  readonly logger: LoggerService;
}

/** Tells people of their tasks, each by themselves, after the commit that has brought the task. */
export class TaskNotices {
  constructor(private readonly options: TaskNoticesOptions) {}

  /** Finds whom to tell on each channel: a deed for each of them. */
  async announce({
    id,
    instanceId,
    ownerRef,
    deed,
  }: Taken<'announceTask'>): Promise<void> {
    const { tasks, outbox, relations } = this.options;
    let task = await tasks.findByWait(instanceId, deed.waitKey);
    if (task && task.relations.size > 0) {
      await relations.ensure([...task.relations.keys()]);
      task = await tasks.findByWait(instanceId, deed.waitKey);
    }
    if (!task || !isWanted(task, deed.assignee)) {
      await outbox.remove(id);
      return;
    }
    await this.spread(id, task, { ownerRef });
  }

  /** The same for people whom the catalog names by now: the others know of it. */
  async announceTo({ id, ownerRef, deed }: Taken<'announceTo'>): Promise<void> {
    const task = await this.options.tasks.find(deed.taskId);
    if (!task || !isWanted(task, undefined)) {
      await this.options.outbox.remove(id);
      return;
    }
    await this.spread(id, task, { ownerRef, people: deed.people });
  }

  /** Tells one of them. After a day nobody tries any more. */
  async notify({ id, deed }: Taken<'notify'>): Promise<void> {
    const { tasks, notifiers, outbox, clock, logger } = this.options;
    const { taskId, recipient, giveUpAt } = deed;
    const notifier = notifiers.find(deed.notifier);
    const task = await tasks.find(taskId);
    if (task && notifier && isWanted(task, deed.assignee)) {
      const isLastTry = clock.now() + LONGEST_DELAY >= giveUpAt;
      try {
        await this.tell(task, { notifier, recipient, key: id, isLastTry });
      } catch (error) {
        if (!isLastTry) {
          throw error;
        }
        logger.error(
          `Gave up telling somebody of task ${taskId} (${notifier.name})`,
          error as Error,
        );
      }
    }
    await outbox.remove(id);
  }

  private async spread(
    id: string,
    task: TaskRecord,
    {
      ownerRef,
      people,
    }: {
      readonly ownerRef: string;
      /** Absent: all whom it is for. */
      readonly people?: readonly string[];
    },
  ): Promise<void> {
    const { notifiers, outbox, clock } = this.options;
    const { listFiles } = filesOf(task.instanceId, this.options);
    const notice = await this.noticeOf(task, await listFiles());
    const meant = people ? narrowed(notice, people) : notice;
    const now = clock.now();
    const rows = [];
    for (const notifier of notifiers.list()) {
      const { name } = notifier;
      const recipients = new Set(await notifier.findRecipients(meant));
      for (const recipient of recipients) {
        const giveUpAt = now + A_DAY;
        const telling = { taskId: task.id, notifier: name, recipient };
        const assignee = givenTo(task);
        const one = { kind: 'notify', ...telling, assignee, giveUpAt } as const;
        rows.push(outboxRow({ deed: one, ownerRef }, now));
      }
    }
    await outbox.replace(id, rows);
  }

  private async tell(
    task: TaskRecord,
    {
      notifier,
      ...telling
    }: {
      readonly notifier: TaskNotifier;
      readonly recipient: string;
      readonly key: string;
      readonly isLastTry: boolean;
    },
  ): Promise<void> {
    const { logger } = this.options;
    const opened = filesOf(task.instanceId, this.options);
    const notice = await this.noticeOf(task, await opened.listFiles());
    const { openFile } = opened;
    await notifier.notify({ notice, ...telling }, { logger, openFile });
  }

  private async noticeOf(
    task: TaskRecord,
    files: readonly FileReference[],
  ): Promise<TaskNotice> {
    const { tasks, definitions, ...stores } = this.options;
    const { instanceId, definitionId, processId } = task;
    const [instance, version, { sensitive }, variables] = await Promise.all([
      stores.instanceStore.find(instanceId),
      stores.deployments.find(definitionId),
      definitions.get(definitionId),
      tasks.variables(task),
    ]);
    return {
      taskId: task.id,
      taskName: task.name,
      elementId: task.elementId,
      instanceId,
      processId,
      processName: version?.name ?? processId,
      businessKey: task.businessKey,
      owner: task.ownerRef,
      startedBy: instance?.startedBy ?? '',
      assignee: task.assignee,
      candidates: task.candidates,
      dueAt: task.dueAt,
      documents: documentsOf({ variables, sensitive, files }),
    };
  }
}

/** Whether a task still waits for those for whom it did when they were to be told. */
function isWanted(task: TaskRecord, assignee: string | undefined): boolean {
  return task.state === 'open' && givenTo(task) === assignee;
}

/** For some of those alone whom a task is for. */
function narrowed(
  { assignee, candidates, ...notice }: TaskNotice,
  people: readonly string[],
): TaskNotice {
  const isMeant = (ref: string) => people.includes(ref);
  if (assignee === undefined) {
    return { ...notice, candidates: candidates.filter(isMeant) };
  }
  return isMeant(assignee)
    ? { ...notice, assignee, candidates }
    : { ...notice, candidates: [] };
}
