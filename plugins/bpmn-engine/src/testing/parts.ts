import { flow, path } from './picture';

/** Start events without trigger, for `processXml`. */
export const starts = (...ids: readonly string[]): string =>
  each('startEvent', ids);

/** End events without result. */
export const ends = (...ids: readonly string[]): string =>
  each('endEvent', ids);

/** Tasks that wait for somebody. */
export const userTasks = (...ids: readonly string[]): string =>
  each('userTask', ids);

/** Tasks that are done at once. */
export const tasks = (...ids: readonly string[]): string => each('task', ids);

/** Elements of one kind, with nothing inside. */
export function each(kind: string, ids: readonly string[]): string {
  return ids.map(id => `<${kind} id="${id}" />`).join('');
}

/** A sub-process with content. */
export function subProcess(id: string, content: string): string {
  return `<subProcess id="${id}">${content}</subProcess>`;
}

/** A task that waits, undone by another one called `undo-…`, with the boundary event `comp-…` between them. */
export function undoable(id: string, inner = ''): string {
  return `<userTask id="${id}">${inner}</userTask>${undoneBy(
    id,
    `<userTask id="undo-${id}" isForCompensation="true" />`,
  )}`;
}

/** What undoes an activity: its compensation boundary event, the handler `undo-…`, and the association between them. */
export function undoneBy(activityId: string, handler: string): string {
  return `<boundaryEvent id="comp-${activityId}" attachedToRef="${activityId}"><compensateEventDefinition id="comp-${activityId}-def" /></boundaryEvent>${handler}<association id="assoc-${activityId}" associationDirection="One" sourceRef="comp-${activityId}" targetRef="undo-${activityId}" />`;
}

/** A boundary event with its event definition, and the flow to where it leads. */
export function boundary(
  {
    id,
    on,
    to,
    interrupts = true,
  }: {
    readonly id: string;
    readonly on: string;
    readonly to: string;
    readonly interrupts?: boolean;
  },
  event: string,
): string {
  return `<boundaryEvent id="${id}" attachedToRef="${on}" cancelActivity="${interrupts}">${event}</boundaryEvent>${flow(
    id,
    to,
  )}`;
}

/** An event sub-process that begins with an event, does one task and ends: `…-start`, `…-task`, `…-end`. */
export function eventSubProcess(
  {
    id,
    interrupts = true,
    task = 'userTask',
  }: {
    readonly id: string;
    readonly interrupts?: boolean;
    readonly task?: string;
  },
  event: string,
): string {
  return (
    `<subProcess id="${id}" triggeredByEvent="true"><startEvent id="${id}-start" isInterrupting="${interrupts}">${event}</startEvent>` +
    `<${task} id="${id}-task" /><endEvent id="${id}-end" />` +
    `${path(`${id}-start`, `${id}-task`, `${id}-end`)}</subProcess>`
  );
}

/** An event definition: `definition('signal', 'go')` refers to the signal of that name, whose id is `go-signal`. */
export function definition(
  kind: 'signal' | 'message' | 'error' | 'escalation',
  reference: string,
): string {
  return `<${kind}EventDefinition ${kind}Ref="${reference}-${kind}" />`;
}

/** A condition as event definition. */
export const conditionDefinition = (condition: string): string =>
  `<conditionalEventDefinition><condition>${condition
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')}</condition></conditionalEventDefinition>`;

/** A duration as event definition. */
export const timerDefinition = (duration: string): string =>
  `<timerEventDefinition><timeDuration>${duration}</timeDuration></timerEventDefinition>`;

/** What events refer to, for the second parameter of `processXml`. */
export const signals = (...names: readonly string[]): string =>
  names.map(name => `<signal id="${name}-signal" name="${name}" />`).join('');
export const messages = (...names: readonly string[]): string =>
  names.map(name => `<message id="${name}-message" name="${name}" />`).join('');
export const errors = (...codes: readonly string[]): string =>
  codes
    .map(code => `<error id="${code}-error" errorCode="${code}" />`)
    .join('');
export const escalations = (...codes: readonly string[]): string =>
  codes
    .map(
      code => `<escalation id="${code}-escalation" escalationCode="${code}" />`,
    )
    .join('');
