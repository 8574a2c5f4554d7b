const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="https://bpmn-pipelines.dev">`;

/** Who does everything here. */
export const ACTOR = 'user:default/bench';

/** What an instance is started with: a few small variables. */
export const VARIABLES = { order: 'A-1042', amount: 50, region: 'east' };

/** The type of the jobs that are measured, and of those that only wait. */
export const JOB = 'bench';
export const WAITING_JOB = 'waiting';
export const ITEM_JOB = 'item';

const TASKS = Array.from({ length: 10 }, (_, index) => `task${index + 1}`);

const flow = (from: string, to: string) =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}" />`;

const path = (...ids: readonly string[]) =>
  ids
    .slice(1)
    .map((to, index) => flow(ids[index], to))
    .join('');

const process = (id: string, ...content: readonly string[]) =>
  `${HEAD}<process id="${id}" isExecutable="true"><startEvent id="start" />${content.join(
    '',
  )}<endEvent id="end" /></process></definitions>`;

const extended = (content: string) =>
  `<extensionElements>${content}</extensionElements>`;

const jobTask = (id: string, type: string, inner = '') =>
  `<serviceTask id="${id}">${extended(
    `<zeebe:taskDefinition type="${type}" />`,
  )}${inner}</serviceTask>`;

const scriptTask = (id: string, inner = '') =>
  `<scriptTask id="${id}">${extended(
    `<zeebe:script expression="=amount + 1" resultVariable="${id}" />`,
  )}${inner}</scriptTask>`;

const userTask = (id: string) =>
  `<userTask id="${id}" name="Approve">${extended(
    `<zeebe:userTask /><zeebe:assignmentDefinition assignee="${ACTOR}" />`,
  )}</userTask>`;

/** Processes by their ids. */
export const models = {
  /** Ten jobs, one after the other. */
  tenWaits: process(
    'tenWaits',
    ...TASKS.map(id => jobTask(id, JOB)),
    path('start', ...TASKS, 'end'),
  ),
  /** Ten tasks that the engine does by itself. */
  automatic: process(
    'automatic',
    ...TASKS.map(id => scriptTask(id)),
    path('start', ...TASKS, 'end'),
  ),
  /** Waits for a job, and for a timer that interrupts it in a year. */
  waiting: process(
    'waiting',
    jobTask('task', WAITING_JOB),
    `<boundaryEvent id="late" attachedToRef="task"><timerEventDefinition><timeDuration>P1Y</timeDuration></timerEventDefinition></boundaryEvent>`,
    path('start', 'task', 'end'),
    flow('late', 'end'),
  ),
  /** Waits for the time that its variable says. */
  timer: process(
    'timer',
    '<intermediateCatchEvent id="pause"><timerEventDefinition><timeDate>=due</timeDate></timerEventDefinition></intermediateCatchEvent>',
    path('start', 'pause', 'end'),
  ),
  /** Two tasks for whoever measures, one after the other. */
  twoTasks: process(
    'twoTasks',
    userTask('first'),
    userTask('second'),
    path('start', 'first', 'second', 'end'),
  ),
  /** One job for each item, side by side. */
  multiInstance: process(
    'multiInstance',
    jobTask(
      'each',
      ITEM_JOB,
      `<multiInstanceLoopCharacteristics>${extended(
        '<zeebe:loopCharacteristics inputCollection="=items" inputElement="item" />',
      )}</multiInstanceLoopCharacteristics>`,
    ),
    path('start', 'each', 'end'),
  ),
} as const satisfies Readonly<Record<string, string>>;

export type ModelId = keyof typeof models;
