import type { LoggerService } from '@backstage/backend-plugin-api';
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
import type { InstanceStore, OutboxRow } from '../store/instances';
import type { MailStore } from '../store/mails';
import { outboxRow, type OutboxStore } from '../store/outbox';
import type { RelationService } from '../relations/RelationService';
import type { TaskRecord, TaskStore } from '../store/tasks';
import { givenTo } from '../tasks/assignment';
import { documentsOf } from './documentsOf';
import type { TaskNotifiers } from './TaskNotifiers';

/** Milliseconds for which it is tried to tell somebody. */
const A_DAY = 24 * 3_600_000;

/** Milliseconds after which it is tried again at first. */
const A_MOMENT = 1000;

/** Milliseconds after which it is tried again at the latest: whoever has less left, tries for the last time. */
const LONGEST_DELAY = 5 * 60_000;

/** Most files of an instance that are looked at. */
const MOST_FILES = 200;

/** What they are made of. */
export interface TaskNoticesOptions {
  readonly notifiers: TaskNotifiers;
  readonly tasks: TaskStore;
  readonly instanceStore: InstanceStore;
  readonly definitions: Definitions;
  readonly outbox: OutboxStore;
  readonly mails: MailStore;
  readonly relations: RelationService;
  readonly files: FileService;
  readonly guard: FileGuard;
  readonly clock: Clock;
  readonly logger: LoggerService;
}

/** Who is to be told of a task. */
interface Audience {
  readonly ownerRef: string;
  /** Absent: all whom it is for. */
  readonly people?: readonly string[];
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

  /** The same on one channel, which could not find whom to tell before. */
  async announceOn({ id, ownerRef, deed }: Taken<'announceOn'>): Promise<void> {
    const { tasks, notifiers, outbox, logger } = this.options;
    const { taskId, people, giveUpAt } = deed;
    const notifier = notifiers.find(deed.notifier);
    const task = await tasks.find(taskId);
    if (!task || !notifier || !isWanted(task, deed.assignee)) {
      await outbox.remove(id);
      return;
    }
    try {
      const notice = narrowed(await this.noticeOf(task), people);
      const found = { task, notifier, giveUpAt, ownerRef };
      await outbox.replace(id, await this.tellings(notice, found));
    } catch (error) {
      if (!this.isLastTry(giveUpAt)) {
        throw error;
      }
      const { name } = notifier;
      logger.error(
        `Gave up finding whom to tell of task ${taskId} (${name})`,
        error as Error,
      );
      await outbox.remove(id);
    }
  }

  /** Tells one of them. After a day nobody tries any more. */
  async notify({ id, deed }: Taken<'notify'>): Promise<void> {
    const { tasks, notifiers, outbox, mails, logger } = this.options;
    const { taskId, recipient, giveUpAt } = deed;
    const notifier = notifiers.find(deed.notifier);
    const task = await tasks.find(taskId);
    if (task && notifier && isWanted(task, deed.assignee)) {
      const isLastTry = this.isLastTry(giveUpAt);
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
    } else {
      await mails.giveUp(id, whyUnwanted(task, deed.assignee));
    }
    await outbox.remove(id);
  }

  /** A channel that does not know whom to tell is asked again by itself: on the others people are told. */
  private async spread(
    id: string,
    task: TaskRecord,
    { ownerRef, people }: Audience,
  ): Promise<void> {
    const { notifiers, outbox, clock, logger } = this.options;
    const notice = narrowed(await this.noticeOf(task), people);
    const giveUpAt = clock.now() + A_DAY;
    const rows = [];
    for (const notifier of notifiers.list()) {
      try {
        const found = { task, notifier, giveUpAt, ownerRef };
        rows.push(...(await this.tellings(notice, found)));
      } catch (error) {
        const { name } = notifier;
        logger.warn(
          `Could not find whom to tell of task ${task.id} (${name}), and try again`,
          error as Error,
        );
        const assignee = givenTo(task);
        const which = { taskId: task.id, notifier: name, assignee, people };
        const deed = { kind: 'announceOn', ...which, giveUpAt } as const;
        rows.push(outboxRow({ deed, ownerRef }, clock.now() + A_MOMENT));
      }
    }
    await outbox.replace(id, rows);
  }

  /** A deed for each person whom a channel finds. */
  private async tellings(
    notice: TaskNotice,
    {
      task,
      notifier,
      giveUpAt,
      ownerRef,
    }: {
      readonly task: TaskRecord;
      readonly notifier: TaskNotifier;
      readonly giveUpAt: number;
      readonly ownerRef: string;
    },
  ): Promise<readonly OutboxRow[]> {
    const { name } = notifier;
    const recipients = new Set(await notifier.findRecipients(notice));
    const assignee = givenTo(task);
    return Array.from(recipients, recipient => {
      const telling = { taskId: task.id, notifier: name, recipient };
      const deed = { kind: 'notify', ...telling, assignee, giveUpAt } as const;
      return outboxRow({ deed, ownerRef }, this.options.clock.now());
    });
  }

  /** Whether there is no time for another one. */
  private isLastTry(giveUpAt: number): boolean {
    return this.options.clock.now() + LONGEST_DELAY >= giveUpAt;
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
    const notice = await this.noticeOf(task);
    const { openFile } = filesOf(task.instanceId, this.options);
    await notifier.notify({ notice, ...telling }, { logger, openFile });
  }

  private async noticeOf(task: TaskRecord): Promise<TaskNotice> {
    const { tasks, definitions, ...stores } = this.options;
    const { instanceId, definitionId, processId } = task;
    const page = { limit: MOST_FILES };
    const [{ rows: files }, instance, { sensitive }, variables] =
      await Promise.all([
        stores.files.list(instanceId, page),
        stores.instanceStore.find(instanceId),
        definitions.get(definitionId),
        tasks.variables(task),
      ]);
    return {
      taskId: task.id,
      taskName: task.name,
      elementId: task.elementId,
      instanceId,
      processId,
      processName: task.processName ?? processId,
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

/** Why somebody is not told any more, for those who look at mails. */
function whyUnwanted(
  task: TaskRecord | undefined,
  assignee: string | undefined,
): string {
  if (task?.state !== 'open') {
    return `Not wanted any more: the task is ${task?.state ?? 'gone'}`;
  }
  return givenTo(task) === assignee
    ? 'Not wanted any more: the portal has no such channel now'
    : 'Not wanted any more: the task is for somebody else now';
}

/** For some of those alone whom a task is for; absent: for all. */
function narrowed(
  notice: TaskNotice,
  people: readonly string[] | undefined,
): TaskNotice {
  if (!people) {
    return notice;
  }
  const { assignee, candidates } = notice;
  const isMeant = (ref: string) => people.includes(ref);
  if (assignee === undefined) {
    return { ...notice, candidates: candidates.filter(isMeant) };
  }
  return isMeant(assignee)
    ? notice
    : { ...notice, assignee: undefined, candidates: [] };
}
