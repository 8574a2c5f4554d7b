import {
  describeElement,
  extensionsOf,
  shortened,
  type ModdleElement,
} from '../document';
import { every, type Finding, type StructureRule } from './rule';
import { insideOf, triggersOf, type Structure } from './structure';

/** More tokens at once are a mistake, and hold up everything else. */
const MOST_TOKENS = 1000;

const isNoQuantity = (quantity: number | undefined) =>
  quantity !== undefined &&
  !(Number.isInteger(quantity) && quantity >= 1 && quantity <= MOST_TOKENS);

/** The id that a call activity calls, if it is known before the process runs. */
function calledId(activity: ModdleElement): string | undefined {
  const [extension] = extensionsOf(activity, 'zeebe:CalledElement');
  const id: string | undefined =
    extension?.processId ?? activity.calledElement?.replace(/^.*:/, '');
  return id?.trim() || undefined;
}

/** What is called by a call activity starts without a trigger. */
const cannotBeCalled = (process: ModdleElement) => {
  const starts = insideOf(process, 'bpmn:StartEvent');
  return (
    starts.length > 0 && starts.every(event => triggersOf(event).length > 0)
  );
};

function findUncallable({ ofType }: Structure): readonly Finding[] {
  const uncallable = new Set(
    ofType('bpmn:Process')
      .filter(cannotBeCalled)
      .map(({ id }) => id),
  );
  return ofType('bpmn:CallActivity')
    .filter(activity => uncallable.has(calledId(activity)))
    .map(element => ({
      element,
      message: `Expected process "${shortened(
        calledId(element) ?? '',
      )}", which ${describeElement(
        element,
      )} calls, to have a start event without trigger, but found only others: add one.`,
    }));
}

const hasScript = (task: ModdleElement) =>
  Boolean(task.script?.trim()) ||
  extensionsOf(task, 'zeebe:Script').some(({ expression }) =>
    expression?.trim(),
  ) ||
  extensionsOf(task, 'zeebe:TaskDefinition').length > 0;

/** Rules on tasks and calls. */
export const activityRules: readonly StructureRule[] = [
  {
    id: 'token-quantity',
    severity: 'error',
    title: `An activity takes and gives from 1 to ${MOST_TOKENS} tokens`,
    source: 'BPMN 2.0.2, 10.3',
    check: every(
      'bpmn:Activity',
      ({ startQuantity, completionQuantity }) =>
        isNoQuantity(startQuantity) || isNoQuantity(completionQuantity),
      activity =>
        `Expected startQuantity and completionQuantity of ${describeElement(
          activity,
        )} to be whole numbers from 1 to ${MOST_TOKENS}, but found ${
          activity.startQuantity
        } and ${activity.completionQuantity}: correct them, or remove them.`,
    ),
  },
  {
    id: 'script-format-missing',
    severity: 'warning',
    title: 'A script says in which language it is',
    source: 'BPMN 2.0.2, 10.3.3',
    check: every(
      'bpmn:ScriptTask',
      task => Boolean(task.script?.trim()) && !task.scriptFormat?.trim(),
      task =>
        `Expected the language of the script in ${describeElement(
          task,
        )}, but found none: choose one, e.g. python.`,
    ),
  },
  {
    id: 'script-missing',
    severity: 'warning',
    title: 'A script task has a script',
    source: 'BPMN 2.0.2, 10.3.3',
    check: every(
      'bpmn:ScriptTask',
      task => !hasScript(task),
      task =>
        `Expected a script in ${describeElement(
          task,
        )}, but found none: there is nothing to run. Write one.`,
    ),
  },
  {
    id: 'receive-task-instantiate',
    severity: 'error',
    title: 'No sequence flow leads to a receive task that starts the process',
    source: 'BPMN 2.0.2, 10.3.3',
    check: every(
      'bpmn:ReceiveTask',
      (task, { incoming }) => task.instantiate && incoming(task).length > 0,
      task =>
        `Expected no sequence flow to ${describeElement(
          task,
        )}, which starts the process, but found one: remove it, or "instantiate".`,
    ),
  },
  {
    id: 'receive-task-message',
    severity: 'warning',
    title: 'A receive task says which message',
    source: 'BPMN 2.0.2, 10.3.3',
    check: every(
      'bpmn:ReceiveTask',
      ({ messageRef }) => !messageRef?.name?.trim(),
      task =>
        `Expected ${describeElement(
          task,
        )} to name a message, but found none: choose one and give it a name.`,
    ),
  },
  {
    id: 'called-element-missing',
    severity: 'error',
    title: 'A call activity says what it calls',
    source: 'BPMN 2.0.2, 10.3.6',
    check: every(
      'bpmn:CallActivity',
      activity => !calledId(activity),
      activity =>
        `Expected ${describeElement(
          activity,
        )} to name the process that it calls, but found none: choose one.`,
    ),
  },
  {
    id: 'called-process-start',
    severity: 'error',
    title: 'A process that is called has a start event without trigger',
    source: 'BPMN 2.0.2, 10.3.6 and 10.5.2',
    check: findUncallable,
  },
  {
    id: 'performer-assignment',
    severity: 'warning',
    title: 'A performer is a resource or an expression',
    source: 'BPMN 2.0.2, 10.3.1',
    check: every(
      'bpmn:ResourceRole',
      ({ resourceRef, resourceAssignmentExpression }) =>
        Boolean(resourceRef && resourceAssignmentExpression),
      role =>
        `Expected a resource or an expression in ${describeElement(
          role,
        )}, but found both: remove one of them.`,
    ),
  },
  {
    id: 'performer-parameters',
    severity: 'warning',
    title: 'Only a resource has parameters',
    source: 'BPMN 2.0.2, 10.3.1',
    check: every(
      'bpmn:ResourceRole',
      ({ resourceRef, resourceParameterBindings }) =>
        !resourceRef && resourceParameterBindings?.length > 0,
      role =>
        `Expected a resource in ${describeElement(
          role,
        )}, which binds parameters of one, but found none: choose it, or remove the parameters.`,
    ),
  },
  {
    id: 'user-task-name',
    severity: 'warning',
    title: 'A user task has a name',
    source: 'The list of tasks shows it',
    check: every(
      'bpmn:UserTask',
      ({ name }) => !name?.trim(),
      task =>
        `Expected a name of ${describeElement(
          task,
        )}, which people see in their list of tasks, but found none: say what is to be done.`,
    ),
  },
];
