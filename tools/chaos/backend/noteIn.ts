import { appendFileSync } from 'node:fs';
import type {
  Job,
  JobAnswer,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { BackendSettings, DeedLine } from './protocol';

/** Notes what handlers do, before they answer. */
export function noteIn(
  { name, deedsFile }: BackendSettings,
  now: () => number,
): (job: Job, answer: JobAnswer['kind']) => void {
  return (job, answer) => {
    const { type, elementId, instanceId, idempotencyKey, attemptId } = job;
    const line: DeedLine = {
      worker: name,
      ...{ type, elementId, instanceId, idempotencyKey, attemptId, answer },
      at: now(),
    };
    appendFileSync(deedsFile, `${JSON.stringify(line)}\n`);
  };
}
