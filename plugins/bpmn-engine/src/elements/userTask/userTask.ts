import { defineElement, type Visit } from '../../execution/element';
import { formReferenceOf } from '../../execution/formReference';
import { momentOf } from '../../execution/moments';
import type { ModelValue } from '../../model/graph';
import type { ModelReader } from '../../model/vocabulary';
import type { FormReference, JobWait } from '../../state/state';

/** Work for a person: who, until when, with which form. */
export interface UserTask {
  readonly assignee?: ModelValue;
  readonly candidateUsers?: ModelValue;
  readonly candidateGroups?: ModelValue;
  readonly dueDate?: ModelValue;
  readonly followUpDate?: ModelValue;
  readonly priority?: ModelValue;
  readonly form?: FormReference;
}

/** A user task (BPMN 2.0.2 10.3.4). Its listeners run before it is there (`creating`) and when it is done (`completing`). */
export const userTask = defineElement<UserTask>({
  type: 'userTask',
  title: 'User task',
  matches: ({ $type }) =>
    $type === 'bpmn:UserTask' || $type === 'bpmn:GlobalUserTask',
  isActivity: true,
  compile: readUserTask,
  enter(visit) {
    if (!visit.openListener({ on: 'creating', index: 0 })) {
      assign(visit);
    }
  },
  resume(visit, { wait, variables }) {
    visit.setResult(variables);
    const listener = wait.kind === 'job' ? wait.listener : undefined;
    if (listener) {
      afterListener(visit, listener);
    } else if (!visit.openListener({ on: 'completing', index: 0 })) {
      visit.complete();
    }
  },
});

function readUserTask(reader: ModelReader): UserTask {
  const assignment = reader.extension('zeebe:AssignmentDefinition');
  const schedule = reader.extension('zeebe:TaskSchedule');
  const read = (text: string | undefined, path: string) =>
    reader.value(text, 'text', path);
  return {
    assignee: read(assignment?.assignee, 'assignee'),
    candidateUsers: read(assignment?.candidateUsers, 'candidateUsers'),
    candidateGroups: read(assignment?.candidateGroups, 'candidateGroups'),
    dueDate: read(schedule?.dueDate, 'dueDate'),
    followUpDate: read(schedule?.followUpDate, 'followUpDate'),
    priority: reader.value(
      reader.extension('zeebe:PriorityDefinition')?.priority,
      'number',
      'priority',
    ),
    form: formReferenceOf(reader),
  };
}

const DEFAULT_PRIORITY = 50;

/** Somebody who is assigned from the beginning is assigned as anybody else. */
function assign(visit: Visit<UserTask>): void {
  const assignee = visit.text(visit.node.data.assignee);
  if (!assignee || !visit.openListener({ on: 'assigning', index: 0 })) {
    openTask(visit);
  }
}

function openTask(visit: Visit<UserTask>): void {
  const { node } = visit;
  const { data, lanes, headers } = node;
  const request = {
    assignee: visit.text(data.assignee),
    candidateUsers: visit.texts(data.candidateUsers),
    candidateGroups: visit.texts(data.candidateGroups),
    dueAt: momentOf(visit, data.dueDate),
    followUpAt: momentOf(visit, data.followUpDate),
    form: data.form,
    lanes,
    headers,
  };
  const priority = visit.number(data.priority) ?? DEFAULT_PRIORITY;
  const given = Object.fromEntries(
    Object.entries(request).filter(([, value]) => value !== undefined),
  );
  visit.waitFor({ kind: 'userTask', priority, ...given });
}

function afterListener(
  visit: Visit<UserTask>,
  { on, index }: NonNullable<JobWait['listener']>,
): void {
  if (visit.openListener({ on, index: index + 1 })) {
    return;
  }
  const isOpen = visit.openWaits().some(({ kind }) => kind === 'userTask');
  if (on === 'creating') {
    assign(visit);
  } else if (on === 'completing') {
    visit.complete();
  } else if (!isOpen) {
    openTask(visit);
  }
}
