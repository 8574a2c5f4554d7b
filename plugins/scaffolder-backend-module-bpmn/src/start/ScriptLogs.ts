import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { StartingBpmn } from './StartingBpmn';

/** How the logs are followed. */
interface FollowOptions {
  readonly credentials: BackstageCredentials;
  readonly logger: LoggerService;
  readonly signal: AbortSignal;
}

/** Follows the logs of the scripts of a run, each from when it is first seen. */
export class ScriptLogs {
  private readonly followed = new Map<string, Promise<void>>();

  constructor(
    private readonly bpmn: StartingBpmn,
    private readonly instanceId: string,
    private readonly options: FollowOptions,
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
