import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { HistoryEntry } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { linesOf } from './linesOf';
import { ScriptLogs } from './ScriptLogs';
import type { StartingBpmn } from './StartingBpmn';

/** How a run is followed. */
export interface FollowOptions {
  readonly credentials: BackstageCredentials;
  readonly logger: LoggerService;
  readonly signal?: AbortSignal;
  /** Whether to give up where somebody would have to help. */
  readonly failOnIncident: boolean;
}

/** Shows what happens in a run, and what its scripts say, until it is over. Rejects at an incident, if that is wanted. */
export async function followRun(
  bpmn: StartingBpmn,
  instanceId: string,
  options: FollowOptions,
): Promise<void> {
  const { credentials, logger, failOnIncident } = options;
  const stopping = new AbortController();
  const signals = [
    stopping.signal,
    ...(options.signal ? [options.signal] : []),
  ];
  const signal = AbortSignal.any(signals);
  const scripts = new ScriptLogs(bpmn, instanceId, { ...options, signal });
  const entries = bpmn.followInstance({ instanceId }, { credentials, signal });
  try {
    for await (const entry of entries) {
      linesOf(entry).forEach(line => logger.info(line));
      await scripts.look();
      const incident = incidentIn(entry);
      if (incident !== undefined && failOnIncident) {
        throw new Error(
          `Expected run ${instanceId} to go on, but there is an incident: ${incident}. Resolve it at /pipelines/runs/${instanceId}`,
        );
      }
    }
    options.signal?.throwIfAborted();
    await scripts.end();
  } finally {
    stopping.abort();
  }
}

function incidentIn({ changes }: HistoryEntry): string | undefined {
  const raised = changes.find(({ type }) => type === 'incidentRaised');
  const { message } = (raised?.incident ?? {}) as { readonly message?: string };
  return raised && (message ?? 'see the run');
}
