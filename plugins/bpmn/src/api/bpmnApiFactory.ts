import {
  createApiFactory,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createBpmnClient } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from './bpmnApiRef';

/** What `bpmnApiExtension` does, for apps of the old frontend system. */
export const bpmnApiFactory = createApiFactory({
  api: bpmnApiRef,
  deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
  factory: ({ discoveryApi, fetchApi }) =>
    createBpmnClient({ discoveryApi, fetchApi }),
});
