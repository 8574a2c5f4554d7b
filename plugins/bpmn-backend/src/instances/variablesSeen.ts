import type {
  InstanceRows,
  Key,
  Variables,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';

/** What an element instance sees: the variables of all scopes around it, the nearest first. Undefined if it is not among the rows. */
export function variablesSeen(
  rows: InstanceRows,
  elementInstanceKey: Key,
): Variables | undefined {
  const seen: Record<string, Variables[string]> = {};
  for (let key = elementInstanceKey; key !== 0; ) {
    const element = rows.elements.get(key);
    if (!element) {
      return undefined;
    }
    for (const [name, value] of rows.variables.get(key) ?? []) {
      if (!Object.hasOwn(seen, name)) {
        seen[name] = value;
      }
    }
    key = element.scopeKey;
  }
  return seen;
}
