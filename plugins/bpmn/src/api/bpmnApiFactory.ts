import {
  createApiFactory,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { bpmnApiRef } from './bpmnApiRef';
import { createApi } from './createApi';

/** What `bpmnApiExtension` does, for apps of the old frontend system. */
export const bpmnApiFactory = createApiFactory({
  api: bpmnApiRef,
  deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
  factory: ({ discoveryApi, fetchApi }) =>
    createApi({ discoveryApi, fetchApi }),
});
