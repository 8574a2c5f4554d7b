import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { isListener } from '../execution/catchers';
import type { ProcessDefinition } from '../model/graph';
import type { ElementRow } from '../state/elementRow';
import type { InstanceRows } from '../state/rows';
import type { Key } from '../state/state';

/**
 * What must be true of an instance between two commands, whatever has happened. Says what is not.
 */
export function findBrokenInvariants(
  rows: InstanceRows,
  definition: ProcessDefinition,
): readonly string[] {
  const isOver = ['completed', 'terminated'].includes(rows.instanceRow!.state);
  return [
    ...findOrphans(rows),
    ...findWrongCounts(rows),
    ...findWrongIndices(rows),
    ...findWrongSizes(rows),
    ...(isOver ? findLeftOvers(rows) : findStuck(rows, definition)),
  ];
}

/** Nothing outlives the element instance that it belongs to. */
function findOrphans(rows: InstanceRows): readonly string[] {
  const owners: readonly (readonly [string, Iterable<Key>])[] = [
    ['wait', Array.from(rows.waits.values(), wait => wait.elementInstanceKey)],
    [
      'incident',
      Array.from(rows.incidents.values(), i => i.elementInstanceKey),
    ],
    ['variables', rows.variables.keys()],
    ['tokens', rows.tokens.keys()],
    ['reset', rows.resets.keys()],
    ['outputs', rows.outputs.keys()],
    ['list of waits', rows.waitKeys.keys()],
    ['list of incidents', rows.incidentKeys.keys()],
  ];
  const broken = owners.flatMap(([what, keys]) =>
    Array.from(keys)
      .filter(key => !rows.elements.has(key))
      .map(key => `${what} of element instance ${key}, which is gone`),
  );
  const all = Array.from(rows.elements.values());
  const undoable = new Set([
    ...rows.elements.keys(),
    ...Array.from(rows.compensations.values())
      .flat()
      .map(record => record.elementInstanceKey),
    ...all.flatMap(({ cause }) =>
      cause?.kind === 'compensation' ? [cause.scopeKey] : [],
    ),
  ]);
  return [
    ...broken,
    ...Array.from(rows.compensations.keys())
      .filter(key => !undoable.has(key))
      .map(key => `compensation in scope ${key}, which nothing can reach`),
    ...all
      .filter(row => row.scopeKey !== 0 && !rows.elements.has(row.scopeKey))
      .map(row => `${name(row)} in scope ${row.scopeKey}, which is gone`),
  ];
}

/** Between commands all tokens are in a child or wait at a join. */
function findWrongCounts(rows: InstanceRows): readonly string[] {
  const all = Array.from(rows.elements.values());
  return all.flatMap(row => {
    const children = all.filter(({ scopeKey }) => scopeKey === row.key).length;
    const tokens = Array.from(rows.tokens.get(row.key)?.values() ?? [])
      .flatMap(flows => Array.from(flows.values()))
      .reduce((sum, count) => sum + count, 0);
    const { loop } = row;
    const active = loop && loop.started - loop.completed - loop.terminated;
    return [
      ...(children === row.children
        ? []
        : [`${name(row)} has ${children} children but counts ${row.children}`]),
      ...(tokens === row.tokens
        ? []
        : [`${name(row)} has ${tokens} tokens but counts ${row.tokens}`]),
      ...(active === undefined || active === children
        ? []
        : [`${name(row)} has ${children} instances but counts ${active}`]),
    ];
  });
}

function findWrongIndices(rows: InstanceRows): readonly string[] {
  return Array.from(rows.elements.values()).flatMap(row => {
    const waits = Array.from(rows.waits.values()).filter(
      ({ elementInstanceKey }) => elementInstanceKey === row.key,
    );
    const found = rows.waitsOf(row.key);
    const children = rows.childrenOf(row.key);
    return [
      ...(found.length === waits.length && waits.every(w => found.includes(w))
        ? []
        : [`${name(row)} has other waits than its list says`]),
      ...(children.every(child => child?.scopeKey === row.key)
        ? []
        : [`${name(row)} has other children than its list says`]),
    ];
  });
}

/** The sizes of variables and outputs add up, and are never measured anew. */
function findWrongSizes(rows: InstanceRows): readonly string[] {
  const sizeOf = (values: ReadonlyMap<unknown, JsonValue> | undefined) =>
    Array.from(values?.values() ?? [])
      .map(value => Buffer.byteLength(JSON.stringify(value)))
      .reduce((sum, bytes) => sum + bytes, 0);
  const all = [...rows.variables.values(), ...rows.outputs.values()];
  const bytes = all.reduce((sum, values) => sum + sizeOf(values), 0);
  const wrong = Array.from(rows.elements.values()).filter(
    ({ key, loop }) => (loop?.bytes ?? 0) !== sizeOf(rows.outputs.get(key)),
  );
  return [
    ...(bytes === rows.bytes
      ? []
      : [`variables have ${bytes} bytes but count ${rows.bytes}`]),
    ...wrong.map(row => `${name(row)} counts other outputs than it has`),
  ];
}

function findLeftOvers(rows: InstanceRows): readonly string[] {
  const left = {
    elements: rows.elements.size,
    variables: rows.variables.size,
    waits: rows.waits.size,
    incidents: rows.incidents.size,
    tokens: rows.tokens.size,
    resets: rows.resets.size,
    compensations: rows.compensations.size,
    outputs: rows.outputs.size,
    held: rows.held.length,
  };
  return Object.entries(left)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${what} left after the end`);
}

/** Whatever rests has a reason: something it waits for, holds, or that somebody has to resolve. */
function findStuck(
  rows: InstanceRows,
  definition: ProcessDefinition,
): readonly string[] {
  if (rows.elements.size === 0) {
    return ['the instance runs, but nothing in it'];
  }
  const all = Array.from(rows.elements.values());
  const throwers = new Set(
    all.map(({ cause }) =>
      cause?.kind === 'compensation' ? cause.thrower : 0,
    ),
  );
  return all
    .filter(row => {
      const hasIncident = rows.incidentsOf(row.key).length > 0;
      const waitsItself = rows
        .waitsOf(row.key)
        .some(wait => isOwn(definition, row, wait.elementId));
      const holds = row.lifecycle === 'active' && row.children > 0;
      return !(hasIncident || waitsItself || holds || throwers.has(row.key));
    })
    .map(row => `${name(row)} is ${row.lifecycle}, and nothing moves it on`);
}

function isOwn(
  { nodes }: ProcessDefinition,
  row: ElementRow,
  elementId: string,
): boolean {
  const waiting = nodes.get(elementId);
  return (
    waiting !== undefined && !isListener(waiting, nodes.get(row.elementId)!)
  );
}

function name({ elementId, key }: ElementRow): string {
  return `${elementId} (${key})`;
}
