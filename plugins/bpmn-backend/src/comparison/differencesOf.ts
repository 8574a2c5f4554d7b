import type {
  JsonObject,
  JsonValue,
  PropertyChange,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** Where two values differ: as deep inside as both have something there. */
export function differencesOf(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path: PropertyChange['path'] = [],
): readonly PropertyChange[] {
  if (Object.is(before, after)) {
    return [];
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const longer = before.length > after.length ? before : after;
    return longer.flatMap((_, index) =>
      differencesOf(before[index], after[index], [...path, index]),
    );
  }
  if (isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap(name =>
      differencesOf(before[name], after[name], [...path, name]),
    );
  }
  return [
    {
      path,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    },
  ];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
