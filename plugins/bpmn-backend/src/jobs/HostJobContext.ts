import type { JobContext } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { ActivatedJob } from './JobService';

/** What a handler of the host itself is given besides: where the job is. */
export interface HostJobContext extends JobContext {
  readonly activated: Pick<ActivatedJob, 'wait' | 'definitionId'>;
}
