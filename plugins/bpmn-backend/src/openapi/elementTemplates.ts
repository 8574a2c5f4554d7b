import {
  processReadPermission,
  type JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { operation } from './operation';
import { anyText, listOf, ref } from './schema';

/** Parts of the document about element templates. */
export const elementTemplateSchemas = {
  ElementTemplates: {
    type: 'object',
    additionalProperties: false,
    properties: {
      items: listOf({
        type: 'object',
        description:
          'An element template of Camunda 8: https://unpkg.com/@camunda/zeebe-element-templates-json-schema',
        properties: { id: anyText, name: anyText },
        required: ['id', 'name'],
      }),
    },
    required: ['items'],
  },
};

/** What modelers ask for. */
export const elementTemplateOperations = {
  listElementTemplates: operation<{
    answer: { items: readonly JsonObject[] };
  }>({
    method: 'get',
    path: '/element-templates',
    tag: 'Element templates',
    summary: 'Element templates of all connectors, each in its latest version',
    permission: processReadPermission.name,
    status: 200,
    answer: ref('ElementTemplates'),
  }),
};
