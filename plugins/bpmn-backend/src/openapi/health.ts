import type {
  Health,
  ScriptRunnerStatus,
  WorkerLags,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { operation } from './operation';
import { anyText, bool, listOf, objectOf, optional, ref } from './schema';

const milliseconds = { type: 'integer', minimum: 0 };

/** Parts of the document about how the workers do. */
export const healthSchemas = {
  WorkerLags: objectOf<WorkerLags>({
    jobs: milliseconds,
    outbox: milliseconds,
    schedules: milliseconds,
    timers: milliseconds,
  }),
  ScriptRunnerStatus: objectOf<ScriptRunnerStatus>({
    languages: listOf(anyText),
    isReady: bool,
    isIsolated: bool,
    notes: listOf(anyText),
    running: { type: 'integer', minimum: 0 },
    queued: { type: 'integer', minimum: 0 },
  }),
  Health: objectOf<Health>({
    isKeepingUp: bool,
    lags: optional(ref('WorkerLags')),
    scripts: optional(listOf(ref('ScriptRunnerStatus'))),
  }),
};

/** What those ask for who keep the portal running. */
export const healthOperations = {
  getHealth: operation<{ answer: Health }>({
    method: 'get',
    path: '/health',
    tag: 'Health',
    summary:
      'Whether the workers keep up with what is due, and scripts are run',
    description:
      'For monitoring, which has no token: whoever is not signed in is told whether, not what lags. If something is due for more than a minute the answer is 503, `workersBehind`, and says what to do; if the replica that answers has a runner of scripts that runs nothing, such as without a sandbox, it is 503, `scriptsNotRun`, and says why. All replicas together are meant: do not take one out of service by it.',
    isOpen: true,
    status: 200,
    answer: ref('Health'),
  }),
};
