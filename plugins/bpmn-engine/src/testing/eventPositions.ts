import { flow, path, processXml } from './picture';
import { givenXml, type Scenario, type ScenarioOptions } from './scenario';

/** Where an event can be caught while an instance runs. */
export type CatchPosition =
  | 'intermediate catch event'
  | 'interrupting boundary event'
  | 'non-interrupting boundary event'
  | 'interrupting event sub-process'
  | 'non-interrupting event sub-process';

/** Where an event can be thrown. */
export type ThrowPosition = 'intermediate throw event' | 'end event';

const START_AND_WORK = `
  <startEvent id="start" />
  <serviceTask id="work"><extensionElements><zeebe:taskDefinition type="work" /></extensionElements></serviceTask>
  <endEvent id="end" />
  ${path('start', 'work', 'end')}`;

const boundary = (definition: string, attributes = '') => `
  ${START_AND_WORK}
  <boundaryEvent id="on" attachedToRef="work" ${attributes}>${definition}</boundaryEvent>
  <task id="caught" />
  <endEvent id="stop" />
  ${path('on', 'caught', 'stop')}`;

const eventSubProcess = (definition: string, attributes = '') => `
  ${START_AND_WORK}
  <subProcess id="handler" triggeredByEvent="true">
    <startEvent id="on" ${attributes}>${definition}</startEvent>
    <task id="caught" />
    <endEvent id="stop" />
    ${path('on', 'caught', 'stop')}
  </subProcess>`;

/**
 * A process at each position: `on` catches, then `caught` follows. Except for the first, `work` is a job that is done meanwhile.
 */
export const CATCHING: Readonly<
  Record<CatchPosition, (definition: string, attributes?: string) => string>
> = {
  'intermediate catch event': (definition, attributes = '') => `
    <startEvent id="start" />
    <intermediateCatchEvent id="on" ${attributes}>${definition}</intermediateCatchEvent>
    <task id="caught" />
    <endEvent id="end" />
    ${path('start', 'on', 'caught', 'end')}`,
  'interrupting boundary event': boundary,
  'non-interrupting boundary event': (definition, attributes = '') =>
    boundary(definition, `cancelActivity="false" ${attributes}`),
  'interrupting event sub-process': eventSubProcess,
  'non-interrupting event sub-process': (definition, attributes = '') =>
    eventSubProcess(definition, `isInterrupting="false" ${attributes}`),
};

/** What can be seen after `on` has caught once, whatever the event was. */
export const AFTER_CATCHING: Readonly<
  Record<
    CatchPosition,
    {
      readonly completed: readonly string[];
      readonly terminated: readonly string[];
      readonly state: string;
    }
  >
> = {
  'intermediate catch event': {
    completed: ['start', 'on', 'caught', 'end', 'story'],
    terminated: [],
    state: 'completed',
  },
  'interrupting boundary event': {
    completed: ['start', 'on', 'caught', 'stop', 'story'],
    terminated: ['work'],
    state: 'completed',
  },
  'non-interrupting boundary event': {
    completed: ['start', 'on', 'caught', 'stop'],
    terminated: [],
    state: 'active',
  },
  'interrupting event sub-process': {
    completed: ['start', 'on', 'caught', 'stop', 'handler', 'story'],
    terminated: ['work'],
    state: 'completed',
  },
  'non-interrupting event sub-process': {
    completed: ['start', 'on', 'caught', 'stop', 'handler'],
    terminated: [],
    state: 'active',
  },
};

/** A process at each position: `on` throws; the intermediate event is followed by `behind`. */
export const THROWING: Readonly<
  Record<ThrowPosition, (definition: string) => string>
> = {
  'intermediate throw event': definition => `
    <startEvent id="start" />
    <intermediateThrowEvent id="on">${definition}</intermediateThrowEvent>
    <task id="behind" />
    ${path('start', 'on', 'behind')}`,
  'end event': definition => `
    <startEvent id="start" />
    <endEvent id="on">${definition}</endEvent>
    ${flow('start', 'on')}`,
};

/** What has completed after `on` has thrown. */
export const AFTER_THROWING: Readonly<
  Record<ThrowPosition, readonly string[]>
> = {
  'intermediate throw event': ['start', 'on', 'behind', 'story'],
  'end event': ['start', 'on', 'story'],
};

/** Begins a story about a process in text, with definitions of messages and the like around it. */
export function story(
  content: string,
  around = '',
  options: ScenarioOptions = {},
): Promise<Scenario> {
  return givenXml(processXml(content, around), options);
}
