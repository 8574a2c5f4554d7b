import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { bpmnApiRef } from './bpmnApiRef';
import { createApi } from './createApi';

/** Asks the back end in the name of whoever is signed in. */
export const bpmnApiExtension = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: bpmnApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        createApi({ discoveryApi, fetchApi }),
    }),
});
