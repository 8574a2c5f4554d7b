import type { ScriptRunnerStatus } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { healthOperations } from '../openapi/health';
import type { Handlers } from './Call';
import { Refusal } from './Refusal';

const BEHIND =
  'Expected the workers to keep up with what is due, but they do not. Ask again with a token to be told what lags';

const NOT_RUN =
  'Expected scripts to be run, but they are not. Ask again with a token to be told why';

/** How the workers do: what lags is shown to those who are signed in. */
export const healthRoutes: Handlers<typeof healthOperations> = {
  async getHealth({ isSignedIn }, { health }) {
    const { isKeepingUp, lags, scripts } = await health.recent();
    const shown = {
      ...(isSignedIn && {
        lags: { ...lags },
        scripts: scripts.map(one => ({ ...one })),
      }),
    };
    if (!isKeepingUp) {
      throw new Refusal(
        [503, 'workersBehind'],
        isSignedIn ? adviceOn(lags) : BEHIND,
        { parameters: shown },
      );
    }
    const idle = scripts.filter(({ isReady }) => !isReady);
    if (idle.length > 0) {
      throw new Refusal(
        [503, 'scriptsNotRun'],
        isSignedIn ? reasonOf(idle) : NOT_RUN,
        { parameters: shown },
      );
    }
    return { isKeepingUp, ...shown };
  },
};

function reasonOf(idle: readonly ScriptRunnerStatus[]): string {
  const reasons = idle.map(
    ({ languages, notes }) => `${languages.join(', ')}: ${notes.join('; ')}`,
  );
  return `Expected scripts to be run, but they are not. ${reasons.join('. ')}`;
}

function adviceOn(lags: Readonly<Record<string, number>>): string {
  const lagging = Object.entries(lags)
    .filter(([, lag]) => lag > 0)
    .map(([kind, lag]) => `${kind} for ${Math.ceil(lag / 1000)} s`);
  return `Expected the workers to take on what is due within a minute, but it waits: ${lagging.join(
    ', ',
  )}. Look for errors of the workers in the log of the back end; if there are none, raise bpmn.jobs.concurrency or, on PostgreSQL, run more replicas`;
}
