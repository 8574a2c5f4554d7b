import type {
  JsonObject,
  Variable,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { isRedacted } from '../parts/JsonTree';

/** Variables of the process that can be edited: those that nobody is to see cannot. */
export function editableVariables(
  variables: readonly Variable[],
  rootKey: number,
): JsonObject {
  return Object.fromEntries(
    variables
      .filter(
        ({ scopeKey, value }) => scopeKey === rootKey && !isRedacted(value),
      )
      .map(({ name, value }) => [name, value]),
  );
}

/** Those that are new, or not what they were. */
export function changedVariables(
  before: JsonObject,
  after: JsonObject,
): JsonObject {
  return Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) =>
        !Object.hasOwn(before, name) ||
        JSON.stringify(before[name]) !== JSON.stringify(value),
    ),
  );
}
