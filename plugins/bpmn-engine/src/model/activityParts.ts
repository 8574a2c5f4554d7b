import type { ModdleElement } from './document';
import type { Listener, Mapping } from './graph';
import { readRetries } from './jobRetries';
import type { ModelReader } from './vocabulary';

/** Input and output mappings (`zeebe:ioMapping`). */
export function readMappings(
  reader: ModelReader,
  direction: 'inputParameters' | 'outputParameters',
): readonly Mapping[] {
  const parameters = reader.extension('zeebe:IoMapping')?.[direction] ?? [];
  const mappings: Mapping[] = [];
  for (const { source, target } of parameters) {
    const value = reader.value(source, 'text', direction);
    if (value && isPath(target)) {
      mappings.push({ source: value, target: target.split('.') });
    } else {
      reader.report({
        rule: 'io-mapping',
        parameters: { source: source ?? '', target: target ?? '' },
        message: `Expected a mapping to have a source and a target such as "order.total", but found source "${
          source ?? ''
        }" and target "${target ?? ''}"`,
        path: ['extensionElements', direction],
      });
    }
  }
  return mappings;
}

/** Names may hold spaces, as in FEEL. */
const PATH = /^[^\s.]([^.]*[^\s.])?(\.[^\s.]([^.]*[^\s.])?)*$/u;

function isPath(target: unknown): target is string {
  return typeof target === 'string' && PATH.test(target);
}

/** Older models write `create` for `creating` and so on. */
const OLDER_NAMES: Readonly<Record<string, string>> = {
  create: 'creating',
  assignment: 'assigning',
  update: 'updating',
  complete: 'completing',
};

const EXECUTION_EVENTS: readonly string[] = ['start', 'end'];
const TASK_EVENTS: readonly string[] = [
  'creating',
  'assigning',
  'updating',
  'completing',
];

/** Execution and task listeners, by the event they listen to. */
export function readListeners(
  reader: ModelReader,
): Readonly<Record<string, readonly Listener[]>> {
  const found: Record<string, Listener[]> = {};
  const read = (extension: string, events: readonly string[]) => {
    for (const source of reader.extension(extension)?.listeners ?? []) {
      const event = OLDER_NAMES[source.eventType] ?? source.eventType;
      const listener = events.includes(event)
        ? readListener(
            reader,
            source,
            `${event} listener ${(found[event]?.length ?? 0) + 1}`,
          )
        : undefined;
      if (listener) {
        found[event] = [...(found[event] ?? []), listener];
      } else {
        reportListener(reader, source, events);
      }
    }
  };
  read('zeebe:ExecutionListeners', EXECUTION_EVENTS);
  read('zeebe:TaskListeners', TASK_EVENTS);
  return found;
}

function readListener(
  reader: ModelReader,
  { type, retries, headers }: ModdleElement,
  called: string,
): Listener | undefined {
  const jobType = reader.value(type, 'text', `job type of ${called}`);
  return (
    jobType && {
      type: jobType,
      retries: readRetries(reader, retries, `number of retries of ${called}`),
      headers: readHeaderList(headers?.values),
    }
  );
}

function reportListener(
  reader: ModelReader,
  { eventType = '', type = '' }: ModdleElement,
  events: readonly string[],
): void {
  reader.report({
    rule: 'listener',
    parameters: { eventType, type },
    message: `Expected a listener to name its job type and one of the events ${events.join(
      ', ',
    )}, but found event "${eventType}" and type "${type}"`,
    path: ['extensionElements'],
  });
}

/** Task headers by key. */
export function readHeaders(
  reader: ModelReader,
): Readonly<Record<string, string>> | undefined {
  const headers = readHeaderList(reader.extension('zeebe:TaskHeaders')?.values);
  const properties = reader.extension('zeebe:Properties')?.properties ?? [];
  const named = properties.filter(({ name }: { name?: string }) => name);
  if (!headers && named.length === 0) {
    return undefined;
  }
  return Object.fromEntries([
    ...named.map(({ name, value }: { name: string; value?: string }) => [
      name,
      value ?? '',
    ]),
    ...Object.entries(headers ?? {}),
  ]);
}

function readHeaderList(
  values: readonly { key?: string; value?: string }[] | undefined,
): Readonly<Record<string, string>> | undefined {
  return values && values.length > 0
    ? Object.fromEntries(
        values.filter(({ key }) => key).map(h => [h.key!, h.value ?? '']),
      )
    : undefined;
}

/** Names of data objects and properties: variables of their scope. */
export function readVariables(
  items: readonly { name?: string; id?: string; $type: string }[] | undefined,
): readonly string[] {
  return (items ?? [])
    .filter(({ $type }) => ['bpmn:Property', 'bpmn:DataObject'].includes($type))
    .map(({ name, id }) => name || id || '')
    .filter(Boolean);
}
