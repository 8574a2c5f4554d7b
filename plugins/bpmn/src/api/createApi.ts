import {
  createBpmnClient,
  type BpmnApi,
  type BpmnClientOptions,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { NotReachedError } from './NotReachedError';

/** Makes the client. It tells that nobody was reached from a mistake of our own: both are a TypeError otherwise. */
export function createApi({
  discoveryApi,
  fetchApi,
}: BpmnClientOptions): BpmnApi {
  return createBpmnClient({
    discoveryApi,
    fetchApi: {
      fetch: async (...asked) => {
        try {
          return await fetchApi.fetch(...asked);
        } catch (error) {
          throw error instanceof TypeError ? new NotReachedError(error) : error;
        }
      },
    },
  });
}
