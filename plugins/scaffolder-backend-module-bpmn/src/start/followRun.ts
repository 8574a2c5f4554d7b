import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { HistoryEntry } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { linesOf } from './linesOf';
import type { StartingBpmn } from './startAction';

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

/** Follows the logs of the scripts of a run, each from when it is first seen. */
class ScriptLogs {
  private readonly followed = new Map<string, Promise<void>>();

  constructor(
    private readonly bpmn: StartingBpmn,
    private readonly instanceId: string,
    private readonly options: FollowOptions & { readonly signal: AbortSignal },
  ) {}

  /** Sees whether scripts have begun. */
  async look(): Promise<void> {
    const { credentials, signal } = this.options;
    const { items } = await this.bpmn.listScriptAttempts(
      { instanceId: this.instanceId, limit: 50 },
      { credentials, signal },
    );
    for (const { id, elementId } of [...items].reverse()) {
      if (!this.followed.has(id)) {
        this.followed.set(id, this.follow(id, elementId));
      }
    }
  }

  /** Waits for what they have said last. */
  async end(): Promise<void> {
    await this.look();
    await Promise.all(this.followed.values());
  }

  private async follow(attemptId: string, elementId: string): Promise<void> {
    const { credentials, signal, logger } = this.options;
    const lines = this.bpmn.followScriptLog(
      { attemptId },
      { credentials, signal },
    );
    try {
      for await (const { level, text } of lines) {
        const say = level === 'error' || level === 'warning' ? 'warn' : 'info';
        logger[say](`[${elementId}] ${text}`);
      }
    } catch (error) {
      if (!signal.aborted) {
        logger.warn(
          `The log of ${elementId} ends here: ${(error as Error).message}`,
        );
      }
    }
  }
}

function incidentIn({ changes }: HistoryEntry): string | undefined {
  const raised = changes.find(({ type }) => type === 'incidentRaised');
  const { message } = (raised?.incident ?? {}) as { readonly message?: string };
  return raised && (message ?? 'see the run');
}
