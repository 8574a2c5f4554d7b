import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { createBpmnClient } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from './bpmnApiRef';

/** Asks the back end in the name of whoever is signed in. */
export const bpmnApiExtension = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: bpmnApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        createBpmnClient({ discoveryApi, fetchApi }),
    }),
});
