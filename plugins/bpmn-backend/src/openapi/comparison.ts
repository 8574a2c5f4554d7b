import type {
  ElementChange,
  ProcessComparison,
  PropertyChange,
  ResourceChange,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  anyText,
  json,
  listOf,
  objectOf,
  oneOf,
  optional,
  ref,
} from './schema';

const change = oneOf(['added', 'removed', 'changed']);

/** Parts of the document about what differs between versions. */
export const comparisonSchemas = {
  ProcessComparison: objectOf<ProcessComparison>({
    resources: listOf(objectOf<ResourceChange>({ name: anyText, change })),
    elements: listOf(ref('ElementChange')),
    problems: listOf(ref('ResourceProblem')),
  }),
  ElementChange: objectOf<ElementChange>({
    resource: anyText,
    id: anyText,
    type: anyText,
    name: optional(anyText),
    change,
    properties: optional(
      listOf(
        objectOf<PropertyChange>({
          path: listOf({ type: ['string', 'integer'] }),
          before: optional(json),
          after: optional(json),
        }),
      ),
    ),
  }),
};
