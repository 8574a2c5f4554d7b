import {
  InstanceRows,
  parse,
  step,
  vocabulary,
  type StateChange,
  type Wait,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { documentOf, flowsAlong } from './trial';

/** One way to model a task, and what comes of it. */
export interface TaskRun {
  readonly title: string;
  /** What the model says, for people. */
  readonly modelledWith: string;
  /** What happens when it is reached, found out by doing so. */
  readonly outcome: string;
}

interface Case {
  /** Name of the element's behaviour. */
  readonly type: string;
  readonly modelledWith: string;
  readonly attributes?: string;
  readonly extension?: string;
  readonly inside?: string;
}

const JOB = '`zeebe:taskDefinition`';
const TASK_DEFINITION = '<zeebe:taskDefinition type="mail" />';
const MESSAGE_EVENT = '<messageEventDefinition messageRef="paid" />';

const CASES: readonly Case[] = [
  { type: 'task', modelledWith: '' },
  { type: 'manualTask', modelledWith: '' },
  {
    type: 'scriptTask',
    modelledWith: '`scriptFormat="feel"`',
    attributes: 'scriptFormat="feel"',
    inside: '<script>1 + 1</script>',
  },
  {
    type: 'scriptTask',
    modelledWith: '`zeebe:script`',
    extension: '<zeebe:script expression="=1 + 1" resultVariable="sum" />',
  },
  {
    type: 'scriptTask',
    modelledWith: '`scriptFormat="python"`, or any other language',
    attributes: 'scriptFormat="python"',
    inside: '<script>print(1)</script>',
  },
  {
    type: 'scriptTask',
    modelledWith: 'a script without language',
    inside: '<script>print(1)</script>',
  },
  { type: 'scriptTask', modelledWith: JOB, extension: TASK_DEFINITION },
  { type: 'serviceTask', modelledWith: JOB, extension: TASK_DEFINITION },
  { type: 'serviceTask', modelledWith: 'nothing' },
  { type: 'sendTask', modelledWith: JOB, extension: TASK_DEFINITION },
  {
    type: 'sendTask',
    modelledWith: '`messageRef`',
    attributes: 'messageRef="paid"',
  },
  { type: 'sendTask', modelledWith: 'nothing' },
  {
    type: 'receiveTask',
    modelledWith: '`messageRef`',
    attributes: 'messageRef="paid"',
  },
  { type: 'receiveTask', modelledWith: 'nothing' },
  { type: 'userTask', modelledWith: '' },
  {
    type: 'businessRuleTask',
    modelledWith: '`zeebe:calledDecision`',
    extension: '<zeebe:calledDecision decisionId="risk" />',
  },
  { type: 'businessRuleTask', modelledWith: JOB, extension: TASK_DEFINITION },
  { type: 'businessRuleTask', modelledWith: 'nothing' },
  {
    type: 'callActivity',
    modelledWith: '`calledElement` or `zeebe:calledElement`',
    attributes: 'calledElement="other"',
  },
  { type: 'callActivity', modelledWith: 'nothing' },
  {
    type: 'intermediateThrowEvent',
    modelledWith: `message, ${JOB}`,
    extension: TASK_DEFINITION,
    inside: MESSAGE_EVENT,
  },
  {
    type: 'intermediateThrowEvent',
    modelledWith: 'message',
    inside: MESSAGE_EVENT,
  },
  {
    type: 'endEvent',
    modelledWith: `message, ${JOB}`,
    extension: TASK_DEFINITION,
    inside: MESSAGE_EVENT,
  },
  { type: 'endEvent', modelledWith: 'message', inside: MESSAGE_EVENT },
];

/** How each task runs, found out by running it. Throws an Error if there is a task that is not tried. */
export async function taskRuns(): Promise<readonly TaskRun[]> {
  const untried = vocabulary.elements.find(
    ({ isActivity, isScope, type }) =>
      isActivity && !isScope && !CASES.some(tried => tried.type === type),
  );
  if (untried) {
    throw new Error(
      `Expected every task to be tried, but ${untried.type} is not: add it to CASES`,
    );
  }
  const runs: TaskRun[] = [];
  for (const tried of CASES) {
    runs.push({
      title: titleOf(tried),
      modelledWith: tried.modelledWith,
      outcome: await outcomeOf(tried),
    });
  }
  return runs;
}

function titleOf({ type }: Case): string {
  return vocabulary.elements.find(element => element.type === type)!.title;
}

async function outcomeOf({
  type,
  attributes = '',
  extension,
  inside = '',
}: Case): Promise<string> {
  const extensions = extension
    ? `<extensionElements>${extension}</extensionElements>`
    : '';
  const { definition } = await parse(
    documentOf(
      `<startEvent id="start" />
       <${type} id="tried" ${attributes}>${extensions}${inside}</${type}>
       ${flowsAlong('start', 'tried')}`,
      '<message id="paid" name="paid" />',
    ),
  );
  if (!definition) {
    return 'rejected when parsed';
  }
  let lastKey = 0;
  const changes = step({
    definition,
    view: new InstanceRows(),
    command: { type: 'startInstance', instanceId: 'tried' },
    now: 0,
    nextKey: () => ++lastKey,
  });
  return whatHappened(changes);
}

function whatHappened(changes: readonly StateChange[]): string {
  for (const change of changes) {
    if (change.type === 'waitOpened') {
      return whatIsAwaited(change.wait);
    }
    if (change.type === 'incidentRaised') {
      return 'an incident';
    }
    if (change.type === 'messageThrown') {
      return 'inside the engine: throws the message and goes on';
    }
  }
  return 'inside the engine: goes on at once';
}

function whatIsAwaited(wait: Wait): string {
  switch (wait.kind) {
    case 'job':
      return wait.type === 'mail'
        ? 'a job of that type for a worker'
        : `a job for a worker, of type \`${wait.type}\``;
    case 'userTask':
      return 'a wait for a person';
    case 'message':
      return 'a wait for the message';
    case 'childInstance':
      return 'a wait for the called process, which the host starts';
    default:
      throw new Error(
        `Expected a task to wait for somebody, but it waits for a ${wait.kind}: say what that is`,
      );
  }
}
