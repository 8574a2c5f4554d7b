import type { Readable } from 'node:stream';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/**
 * A user task that waits for somebody. Opaque strings are to be compared, never parsed.
 *
 * @public
 */
export interface TaskNotice {
  /** Opaque. */
  readonly taskId: string;
  /** As people call it. */
  readonly taskName: string;
  /** Id of the element in the model. */
  readonly elementId: string;
  /** Opaque. */
  readonly instanceId: string;
  /** Id of its process. */
  readonly processId: string;
  /** As people call its process. */
  readonly processName: string;
  /** What people know the instance by. */
  readonly businessKey?: string;
  /** Entity reference of the group that owns the process: what a notifier reads is to be narrowed to what this group may. */
  readonly owner: string;
  /** Entity reference of who has started the instance, or the subject of a service. */
  readonly startedBy: string;
  /** Entity reference of whom it is assigned to; absent: to nobody. */
  readonly assignee?: string;
  /** Entity references of users and groups who are asked to do it. */
  readonly candidates: readonly string[];
  /** Epoch milliseconds. */
  readonly dueAt?: number;
  /**
   * Files of the instance that help to do it: those in the variables that the task sees first, then those that the process has made, unless some of its
   * variables are sensitive. None that are in a sensitive variable.
   */
  readonly documents: readonly FileReference[];
}

/**
 * One person who is to be told.
 *
 * @public
 */
export interface TaskTelling {
  /** The task. */
  readonly notice: TaskNotice;
  /** One of those whom the notifier has found. */
  readonly recipient: string;
  /** Opaque, at most 255 characters. The same for every try. */
  readonly key: string;
  /** Whether nobody is told any more if this try fails: to be noted where people see it. */
  readonly isLastTry: boolean;
}

/**
 * What a {@link TaskNotifier} may use.
 *
 * @public
 */
export interface TaskNoticeContext {
  /** For those who run the portal. Neither variables nor secrets belong here. */
  readonly logger: LoggerService;
  /** The bytes of one of the documents, to be read to the end or destroyed. */
  openFile(file: FileReference): Promise<Readable>;
}

/**
 * Tells people of their tasks, on a channel such as mail. It is called after the commit that has brought the task: at least once for each of them,
 * with the same key each time. What it rejects with is logged, and it is tried again for a day; one person who cannot be told keeps nobody else
 * from it. Of a task that is done meanwhile nobody is told.
 *
 * @public
 */
export interface TaskNotifier {
  /** Names the channel, once in a portal. */
  readonly name: string;
  /** Whom to tell: opaque to the host, and the same person each time. If it rejects, it is asked again for a day, and the others tell theirs. */
  findRecipients(notice: TaskNotice): Promise<readonly string[]>;
  /** Tells one of them. */
  notify(telling: TaskTelling, context: TaskNoticeContext): Promise<void>;
}
