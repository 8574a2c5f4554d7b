import { storable } from '../storable';
import { indexed } from './indexed';
import type { InstanceWrite } from './InstanceRecord';
import type { taskTables, TableWrites } from './tables';
import { searchText } from './searchText';
import { toInt4 } from './toInt4';
import type { TaskRow } from './TaskWrites';

type TaskTables = Readonly<Record<keyof typeof taskTables, TableWrites>>;

const NOTHING: TableWrites = { put: [], removed: [] };
const NO_TASKS: TaskTables = {
  tasks: NOTHING,
  tasksEnded: NOTHING,
  candidates: NOTHING,
  decisions: NOTHING,
  drafts: NOTHING,
};

/** What a command writes of user tasks: nothing, for most. */
export function toTaskTables(write: InstanceWrite): TaskTables {
  const { tasks, task, record, at, actor } = write;
  if (!tasks) {
    return NO_TASKS;
  }
  const ended = tasks.ended.map(({ key }) => key);
  const decision = task?.decision;
  return {
    tasks: { put: tasks.put.map(row => taskRow(row, write)), removed: [] },
    tasksEnded: {
      put: tasks.ended.map(({ key, state, outcome }) => [
        key,
        state,
        at,
        state === 'completed' ? actor : null,
        textOf(outcome),
      ]),
      removed: [],
    },
    candidates: {
      put: tasks.put.flatMap(row =>
        candidatesOf(row, write).map(ref => [row.key, record.revision, ref]),
      ),
      removed: [...tasks.put.map(({ key }) => key), ...ended],
    },
    decisions: {
      put: decision
        ? [
            [
              task.waitKey,
              decision.id,
              at,
              actor,
              decision.channel,
              textOf(decision.outcome),
              textOf(decision.comment),
              decision.shownHash ?? null,
            ],
          ]
        : [],
      removed: [],
    },
    drafts: { put: [], removed: ended },
  };
}

/** What nobody is asked to do is for those who own the process. */
function candidatesOf(
  { candidates }: TaskRow,
  { record }: InstanceWrite,
): readonly string[] {
  return candidates.length === 0 ? [record.ownerRef] : candidates.map(indexed);
}

function taskRow(row: TaskRow, write: InstanceWrite): readonly unknown[] {
  const { record, at } = write;
  const name = textOf(row.name);
  return [
    row.key,
    row.id,
    record.definitionId,
    record.processKey,
    record.processId,
    record.ownerRef,
    textOf(record.businessKey),
    row.elementInstanceKey,
    row.elementId,
    name,
    searchText(`${name} ${record.businessKey ?? ''}`),
    row.assignee === undefined ? null : indexed(row.assignee),
    row.assigneeRelation ?? null,
    JSON.stringify(candidatesOf(row, write)),
    row.dueAt ?? null,
    row.followUpAt ?? null,
    toInt4(row.priority),
    row.form ?? null,
    at,
  ];
}

function textOf(text: string | undefined): string | null {
  return text === undefined ? null : storable(text);
}
