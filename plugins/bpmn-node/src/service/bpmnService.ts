import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  BpmnApi,
  BpmnRequestOptions,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/**
 * For whom a request is made, and how.
 *
 * @public
 */
export interface BpmnServiceRequestOptions
  extends Omit<BpmnRequestOptions, 'token'> {
  /**
   * On whose behalf: of the person that a request came from (`httpAuth.credentials`), or of the calling plugin itself
   * (`auth.getOwnServiceCredentials`). Their permissions count, and they are the actor in history and audit.
   */
  readonly credentials: BackstageCredentials;
}

/**
 * BPMN processes, for other plugins of the back end: a method for each operation of the REST API, as those of `BpmnApi`. What it rejects with is
 * a `BpmnApiError`, whose `problem` says what was wrong.
 *
 * @public
 */
export type BpmnService = {
  readonly [Id in keyof BpmnApi]: (
    input: Parameters<BpmnApi[Id]>[0],
    options: BpmnServiceRequestOptions,
  ) => ReturnType<BpmnApi[Id]>;
};
