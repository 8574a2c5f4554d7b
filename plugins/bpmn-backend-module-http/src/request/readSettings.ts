import type { Job } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { Refusal } from '../refusal';

/** What becomes of an answer that says "you are wrong" (4xx): an incident, a BPMN error `HTTP_<status>`, or the result of the task. */
const CLIENT_ERRORS = ['incident', 'error', 'result'] as const;

/** What the headers of a task say. */
export interface TaskSettings {
  /** Longest time for the whole exchange, in milliseconds. */
  readonly timeout: number;
  readonly clientErrors: (typeof CLIENT_ERRORS)[number];
}

const DEFAULT_TIMEOUT = 30_000;

/** Reads the task headers `timeoutSeconds` and `clientErrors`. */
export function readSettings(
  headers: Job['headers'],
  maxTimeout: number,
): TaskSettings {
  const { timeoutSeconds = '', clientErrors = 'incident' } = headers;
  const known = CLIENT_ERRORS.find(choice => choice === clientErrors);
  if (!known) {
    throw new Refusal(
      `Expected task header clientErrors to be one of ${CLIENT_ERRORS.join(
        ', ',
      )}, but found "${clientErrors}"`,
    );
  }
  return {
    timeout: timeoutSeconds.trim()
      ? readTimeout(timeoutSeconds, maxTimeout)
      : Math.min(DEFAULT_TIMEOUT, maxTimeout),
    clientErrors: known,
  };
}

function readTimeout(text: string, maxTimeout: number): number {
  const timeout = Math.ceil(Number(text) * 1000);
  if (!(timeout > 0 && timeout <= maxTimeout)) {
    throw new Refusal(
      `Expected task header timeoutSeconds to be a number above 0 and at most ${
        maxTimeout / 1000
      }, but found "${text}". Whoever runs the portal can raise bpmn.http.maxTimeout`,
    );
  }
  return timeout;
}
