import type { Scenario } from './scenario';

/** What an instance still holds, as texts: nothing, once it is over. */
export function left({
  instance,
  waits,
  incidents,
}: Scenario): readonly string[] {
  const { rows } = instance;
  const kept = {
    variables: rows.variables,
    tokens: rows.tokens,
    children: rows.children,
    resets: rows.resets,
    outputs: rows.outputs,
    compensations: rows.compensations,
    waitKeys: rows.waitKeys,
    incidentKeys: rows.incidentKeys,
  };
  return [
    ...Array.from(rows.elements.values(), ({ elementId }) => elementId),
    ...waits.map(({ kind, elementId }) => `${kind} of ${elementId}`),
    ...incidents.map(({ kind, elementId }) => `${kind} of ${elementId}`),
    ...Array.from(rows.waitsByKind).flatMap(([kind, found]) =>
      found.size > 0 ? [`waits for a ${kind}`] : [],
    ),
    ...Object.entries(kept).flatMap(([name, found]) =>
      Array.from(found.keys(), key => `${name} of ${key}`),
    ),
  ];
}
