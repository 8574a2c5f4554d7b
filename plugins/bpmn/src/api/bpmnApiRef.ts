import { createApiRef } from '@backstage/frontend-plugin-api';
import type { BpmnApi } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/**
 * The REST API of the back end.
 *
 * @public
 */
export const bpmnApiRef = createApiRef<BpmnApi>({ id: 'plugin.bpmn.api' });
