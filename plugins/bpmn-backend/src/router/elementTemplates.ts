import {
  processReadPermission,
  type JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { elementTemplateOperations } from '../openapi/elementTemplates';
import { processResourceRef } from '../permissions/resources';
import type { Handlers } from './Call';

/** Element templates: for all who can see any process. */
export const elementTemplateRoutes: Handlers<typeof elementTemplateOperations> =
  {
    async listElementTemplates({ credentials }, { access, elementTemplates }) {
      await access.criteria({
        permission: processReadPermission,
        ref: processResourceRef,
        credentials,
      });
      return { items: elementTemplates.list() as readonly JsonObject[] };
    },
  };
