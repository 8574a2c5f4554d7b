import { path } from './picture';

/** A start event, elements in a row, and an end event: `inARow(['charge', '<serviceTask id="charge" />'])`. */
export function inARow(
  ...elements: readonly (readonly [id: string, xml: string])[]
): string {
  return between('start', 'end', elements);
}

/** The same inside a sub-process: its start and end event are called `…-first` and `…-last`. */
export function inARowInside(
  subProcessId: string,
  ...elements: readonly (readonly [id: string, xml: string])[]
): string {
  return between(`${subProcessId}-first`, `${subProcessId}-last`, elements);
}

function between(
  start: string,
  end: string,
  elements: readonly (readonly [id: string, xml: string])[],
): string {
  const ids = elements.map(([id]) => id);
  return `<startEvent id="${start}" />${elements
    .map(([, xml]) => xml)
    .join('')}<endEvent id="${end}" />${path(start, ...ids, end)}`;
}

/** An element with extension elements and whatever else is in it. */
export function element(
  [kind, id]: readonly [kind: string, id: string],
  extensions: readonly string[] = [],
  inside = '',
): readonly [id: string, xml: string] {
  const [name] = kind.split(' ');
  return [
    id,
    `<${kind} id="${id}">${extended(...extensions)}${inside}</${name}>`,
  ];
}

/** A service task whose job type is its id. */
export function serviceTask(
  id: string,
  ...extensions: readonly string[]
): readonly [id: string, xml: string] {
  return element(['serviceTask', id], [jobType(id), ...extensions]);
}

/** Extension elements of an element. */
export function extended(...extensions: readonly string[]): string {
  return extensions.length > 0
    ? `<extensionElements>${extensions.join('')}</extensionElements>`
    : '';
}

/** Who does it, and how often it is tried. */
export function jobType(type: string, retries?: string): string {
  const tries = retries === undefined ? '' : ` retries="${quoted(retries)}"`;
  return `<zeebe:taskDefinition type="${quoted(type)}"${tries} />`;
}

/** Mappings by their target, in order: `mappings({ inputs: { amount: '=order.total' } })`. */
export function mappings(sources: {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
}): string {
  return `<zeebe:ioMapping>${mapped('input', sources.inputs ?? {})}${mapped(
    'output',
    sources.outputs ?? {},
  )}</zeebe:ioMapping>`;
}

/** Input mappings by their target. */
export function inputs(sources: Readonly<Record<string, string>>): string {
  return mappings({ inputs: sources });
}

/** Output mappings by their target. */
export function outputs(sources: Readonly<Record<string, string>>): string {
  return mappings({ outputs: sources });
}

/** Execution listeners, each the event that it listens to and its job type. */
export function executionListeners(
  ...listeners: readonly (readonly [on: string, type: string])[]
): string {
  return `<zeebe:executionListeners>${listenersOf(
    'executionListener',
    listeners,
  )}</zeebe:executionListeners>`;
}

/** Task listeners, each the event that it listens to and its job type. */
export function taskListeners(
  ...listeners: readonly (readonly [on: string, type: string])[]
): string {
  return `<zeebe:taskListeners>${listenersOf(
    'taskListener',
    listeners,
  )}</zeebe:taskListeners>`;
}

function listenersOf(
  name: string,
  listeners: readonly (readonly [on: string, type: string])[],
): string {
  return listeners
    .map(
      ([on, type]) =>
        `<zeebe:${name} eventType="${on}" type="${quoted(type)}" />`,
    )
    .join('');
}

function mapped(
  direction: 'input' | 'output',
  sources: Readonly<Record<string, string>>,
): string {
  return Object.entries(sources)
    .map(
      ([target, source]) =>
        `<zeebe:${direction} source="${quoted(source)}" target="${target}" />`,
    )
    .join('');
}

function quoted(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/"/g, '&quot;');
}
