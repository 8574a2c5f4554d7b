import type {
  Key,
  ProcessDefinition,
  StateChange,
  UserTaskWait,
  Wait,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { v7 as uuid } from 'uuid';
import type {
  LoadedInstance,
  TaskEnd,
  TaskMeant,
  TaskRow,
  TaskWrites,
} from '../store/instances';
import { peopleOf } from '../tasks/peopleOf';

interface Tasks {
  readonly changes: readonly StateChange[];
  /** Waits that are written and removed, net of what came and went within the command. */
  readonly waits: {
    readonly put: readonly Wait[];
    readonly removed: readonly Key[];
  };
  readonly loaded: LoadedInstance;
  /** The version that the instance runs on now. */
  readonly definition: ProcessDefinition;
  readonly task?: TaskMeant;
}

/** What changes mean to user tasks: their rows outlive their waits. Undefined if they mean nothing to any. */
export function tasksOf(tasks: Tasks): TaskWrites | undefined {
  const put = taskWaits(tasks);
  const ended = endsOf(tasks);
  return put.length === 0 && ended.length === 0
    ? undefined
    : { put: put.map(wait => rowOf(wait, tasks)), ended };
}

/** Those that are new or different. With another version, all may be: their names, and the process that they are of. */
function taskWaits({ changes, waits, loaded }: Tasks): readonly UserTaskWait[] {
  const isMigrated = changes.some(({ type }) => type === 'instanceMigrated');
  const written = isMigrated
    ? Array.from(loaded.rows.waits.values())
    : waits.put;
  return written.filter(
    (wait): wait is UserTaskWait => wait.kind === 'userTask',
  );
}

function endsOf({ changes, waits, task }: Tasks): readonly TaskEnd[] {
  const ends = new Map<Key, TaskEnd>();
  if (task?.decision) {
    // Also while the instance is suspended: the person has decided, only the instance goes on later.
    ends.set(task.waitKey, {
      key: task.waitKey,
      state: 'completed',
      outcome: task.decision.outcome,
    });
  }
  for (const change of changes) {
    if (change.type === 'waitClosed' && change.kind === 'userTask') {
      const { waitKey: key, reason } = change;
      if (reason !== 'fulfilled') {
        ends.set(key, { key, state: 'canceled' });
      } else if (!ends.has(key)) {
        ends.set(key, { key, state: 'completed' });
      }
    }
  }
  const removed = new Set(waits.removed);
  return [...ends.values()].filter(
    ({ key }) => removed.has(key) || key === task?.waitKey,
  );
}

function rowOf(
  wait: UserTaskWait,
  { definition, loaded }: Pick<Tasks, 'definition' | 'loaded'>,
): TaskRow {
  const { key, elementInstanceKey, elementId, dueAt, followUpAt, form } = wait;
  return {
    key,
    id: uuid(),
    elementInstanceKey,
    elementId,
    name: definition.nodes.get(elementId)?.name ?? elementId,
    ...peopleOf(wait, loaded.record.startedBy),
    dueAt,
    followUpAt,
    priority: wait.priority,
    ...(form && { form: JSON.stringify(form) }),
  };
}
