import { createHash } from 'node:crypto';
import { NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  Rejection,
  type Command,
  type UpdateUserTask,
  type Variables,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { v7 as uuid } from 'uuid';
import type { Clock } from '../clock/Clock';
import type { Definitions } from '../deployments/Definitions';
import type { FormService } from '../forms/FormService';
import type { InstanceService } from '../instances/InstanceService';
import type { TaskDecision } from '../store/instances';
import type { PageOf } from '../store/cursor';
import type {
  DecisionRecord,
  TaskQuery,
  TaskRecord,
  TaskSort,
  TaskState,
  TaskStore,
} from '../store/tasks';
import { givenTo, isAssignee, mayAssign, mayDo } from './assignment';
import type { Caller } from './Caller';
import { inScope, type TaskScope } from './taskScope';
import { requirePersonRef } from './personRef';
import { notOpen, takenBy } from './TaskConflict';

/** A task with all that whoever does it needs. */
export interface TaskDetails {
  readonly task: TaskRecord;
  /** Its form as it was deployed with the process, if it was. */
  readonly formSchema?: JsonObject;
  /** What its form sees, while it is open. */
  readonly variables?: Variables;
  /** What this person has filled in so far. */
  readonly draft?: Variables;
  readonly decisions: readonly DecisionRecord[];
  /** SHA-256 of what is shown: whoever completes the task says by it what they have seen. */
  readonly shownHash?: string;
}

/** Which tasks somebody wants to see. */
export interface TaskListing
  extends Omit<TaskQuery, 'state' | 'sort' | 'isUnassigned'> {
  /** Absent: open ones. */
  readonly state?: TaskState;
  /** Absent: by the time when they came. */
  readonly sort?: TaskSort;
  /** Only those that are assigned to the caller, or that the caller can take; absent: whosever they are. */
  readonly scope?: TaskScope;
}

/** An answer. */
export interface Completion extends Omit<TaskDecision, 'id'> {
  readonly variables?: Variables;
}

/** Until when a task is to be done, and how urgent it is. Undefined: no date. */
export type TaskChanges = Pick<
  UpdateUserTask['update'],
  'dueAt' | 'followUpAt' | 'priority'
>;

/** What stands for a value that is nobody else's business. */
const REDACTED = { $redacted: true };

/** How often something is done anew because somebody has changed the task meanwhile. */
const MOST_TRIES = 10;

/** Nobody reads a larger number, and counting takes its time. */
const MOST_COUNTED = 1_000;

/** What people do with tasks. Who may do what to which task is checked here, whatever a permission policy says. */
export class TaskService {
  constructor(
    private readonly options: {
      readonly store: TaskStore;
      readonly instances: InstanceService;
      readonly definitions: Definitions;
      readonly forms: FormService;
      readonly clock: Clock;
    },
  ) {}

  /** A task. Throws a Rejection if there is none. */
  async find(id: string): Promise<TaskRecord> {
    const task = await this.options.store.find(id);
    if (!task) {
      throw new Rejection(
        'notFound',
        `Expected task ${id} to exist, but it does not`,
        { taskId: id },
      );
    }
    return task;
  }

  /** Part of the tasks that somebody wants to see. */
  async list(
    { scope, ...wanted }: TaskListing,
    caller: Caller,
  ): Promise<PageOf<TaskRecord>> {
    const { state = 'open', sort = 'created' } = wanted;
    if (state !== 'open' && sort !== 'created') {
      throw new Rejection(
        'invalidArgument',
        `Expected ${state} tasks by the time when they came, but by ${sort} was asked for: that is for open ones`,
        { state, sort },
      );
    }
    const scoped = inScope(scope, caller, wanted.criteria);
    return this.options.store.list({ ...wanted, ...scoped, state, sort });
  }

  /** How many there are: exactly, up to 1,000; 1,001 stands for all that is more. */
  async count(
    { scope, ...wanted }: Omit<TaskListing, 'sort' | 'cursor' | 'limit'>,
    caller: Caller,
  ): Promise<number> {
    const { state = 'open', criteria } = wanted;
    const scoped = inScope(scope, caller, criteria);
    return this.options.store.count(
      { ...wanted, ...scoped, state },
      MOST_COUNTED + 1,
    );
  }

  /** A task with what is shown to somebody. Sensitive values are shown to those who may do it only. */
  async describe(task: TaskRecord, caller: Caller): Promise<TaskDetails> {
    const { store } = this.options;
    const [decisions, formSchema] = await Promise.all([
      store.decisions(task),
      store.findForm(task),
    ]);
    if (task.state !== 'open') {
      return { task, decisions, formSchema };
    }
    const [variables, draft] = await Promise.all([
      this.variablesFor(task, caller),
      store.findDraft(task, caller.actor),
    ]);
    const { id, form } = task;
    const shownHash = createHash('sha256')
      .update(JSON.stringify([id, formSchema ?? form ?? null, variables]))
      .digest('hex');
    return { task, decisions, formSchema, variables, draft, shownHash };
  }

  /** Takes a task for oneself. Once more does nothing. */
  async claim(id: string, caller: Caller): Promise<TaskRecord> {
    if (caller.isService) {
      throw new Rejection(
        'invalidArgument',
        'Expected a person to claim a task, but it is a service: assign the task to somebody, or complete it',
        { taskId: id },
      );
    }
    return this.update(id, caller, task => {
      if (task.assignee !== undefined && !isAssignee(task, caller)) {
        throw takenBy(task);
      }
      requireThat(mayDo(task, caller), task);
      return { assignee: caller.actor };
    });
  }

  /** Gives a task back to all who are asked to do it. */
  async unclaim(id: string, caller: Caller): Promise<TaskRecord> {
    return this.update(id, caller, task => {
      requireThat(mayAssign(task, caller), task);
      return { assignee: undefined };
    });
  }

  /** Gives a task to somebody. */
  async assign(
    id: string,
    assignee: string,
    caller: Caller,
  ): Promise<TaskRecord> {
    const ref = requirePersonRef(assignee);
    return this.update(id, caller, task => {
      requireThat(mayAssign(task, caller), task);
      return { assignee: ref };
    });
  }

  /** Says until when a task is to be done, and how urgent it is. */
  async reschedule(
    id: string,
    changes: TaskChanges,
    caller: Caller,
  ): Promise<TaskRecord> {
    return this.update(id, caller, task => {
      requireThat(mayAssign(task, caller), task);
      return changes;
    });
  }

  /**
   * Completes a task: the process goes on, or will when it is resumed. Throws a TaskConflict to everybody but the first, however close they
   * come, and an InvalidForm if its form is not filled in as it asks for. What was decided the process knows as its variables `outcome` and
   * `comment`.
   */
  async complete(
    id: string,
    { variables: values, ...decision }: Completion,
    caller: Caller,
  ): Promise<TaskRecord> {
    const variables = {
      ...decided(decision),
      ...(await this.filledIn(id, values, caller)),
    };
    return this.act(id, caller, task => {
      requireThat(mayDo(task, caller), task);
      return {
        command: { type: 'fulfilWait', waitKey: task.waitKey, variables },
        decision: { ...decision, id: uuid() },
      };
    });
  }

  /** Throws unless a task is open, and somebody's to do. */
  requireDoable(task: TaskRecord, caller: Caller): void {
    if (task.state !== 'open') {
      throw notOpen(task);
    }
    requireThat(mayDo(task, caller), task);
  }

  /** What somebody has filled in so far. */
  findDraft(
    task: TaskRecord,
    { actor }: Caller,
  ): Promise<Variables | undefined> {
    return this.options.store.findDraft(task, actor);
  }

  /** Keeps what somebody has filled in so far. */
  async saveDraft(
    id: string,
    variables: Variables,
    caller: Caller,
  ): Promise<void> {
    const { store, clock } = this.options;
    const task = await this.findOpen(id);
    requireThat(mayDo(task, caller), task);
    const draft = { person: caller.actor, variables, at: clock.now() };
    if (!(await store.saveDraft(task, draft))) {
      throw notOpen(await this.find(id));
    }
  }

  /** Values for a task, held to its form if that was deployed with it. */
  private async filledIn(
    id: string,
    values: Variables | undefined,
    caller: Caller,
  ): Promise<Variables | undefined> {
    const { store, forms } = this.options;
    const task = await this.find(id);
    this.requireDoable(task, caller);
    const schema = await store.findForm(task);
    return schema
      ? forms.requireFilledIn({
          schema,
          values,
          variables: await store.variables(task),
        })
      : values;
  }

  private async variablesFor(
    task: TaskRecord,
    caller: Caller,
  ): Promise<Variables> {
    const { store, definitions } = this.options;
    const variables = await store.variables(task);
    if (mayDo(task, caller)) {
      return variables;
    }
    const { sensitive } = await definitions.get(task.definitionId);
    return Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [
        name,
        sensitive.has(name) ? REDACTED : value,
      ]),
    );
  }

  private async findOpen(id: string): Promise<TaskRecord> {
    const task = await this.find(id);
    if (task.state !== 'open') {
      throw notOpen(task);
    }
    return task;
  }

  private async update(
    id: string,
    caller: Caller,
    changesOf: (task: TaskRecord) => UpdateUserTask['update'],
  ): Promise<TaskRecord> {
    return this.act(id, caller, task => {
      const update = changesOf(task);
      const isSame = 'assignee' in update && update.assignee === task.assignee;
      return isSame
        ? undefined
        : {
            command: { type: 'updateUserTask', waitKey: task.waitKey, update },
          };
    });
  }

  /** Gives a command to the instance of an open task, as long as the task is as it was when that was allowed. */
  private async act(
    id: string,
    caller: Caller,
    plan: (task: TaskRecord) => Deed | undefined,
  ): Promise<TaskRecord> {
    let task = await this.findOpen(id);
    for (let tries = 1; ; tries++) {
      const deed = plan(task);
      if (!deed) {
        return task;
      }
      const { waitKey, assignee: holder, instanceId } = task;
      const { command, decision } = deed;
      try {
        await this.options.instances.handle(instanceId, command, {
          actor: caller.actor,
          task: { waitKey, assignee: givenTo(task), holder, decision },
        });
        return await this.find(id);
      } catch (error) {
        if (!(error instanceof Rejection)) {
          throw error;
        }
        const now = await this.findOpen(id);
        if (isHeldAlike(now, task) || tries === MOST_TRIES) {
          throw error;
        }
        task = now;
      }
    }
  }
}

/** Whether it was not for that somebody else has it meanwhile. */
function isHeldAlike(now: TaskRecord, then: TaskRecord): boolean {
  return now.assignee === then.assignee && givenTo(now) === givenTo(then);
}

/** What was decided, for the process. */
function decided({
  outcome,
  comment,
}: Omit<Completion, 'variables'>): Variables {
  return {
    ...(outcome !== undefined && { outcome }),
    ...(comment !== undefined && { comment }),
  };
}

interface Deed {
  readonly command: Command;
  readonly decision?: TaskDecision;
}

function requireThat(
  isAllowed: boolean,
  { id, assignee, candidates, ownerRef }: TaskRecord,
): void {
  if (isAllowed) {
    return;
  }
  throw new NotAllowedError(
    `Expected task ${id} to be yours to do, but it is for ${
      assignee ?? candidates.join(', ')
    }. Ask them, or ${ownerRef}, to assign it to you`,
  );
}
