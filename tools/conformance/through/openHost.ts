import { createHost } from '@bpmn-pipelines/backstage-plugin-bpmn-backend/testing';
import {
  lintRules,
  type LintLevels,
} from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type { Knex } from 'knex';
import { loggerOf } from '../../hosting/loggerOf';
import type { DurableHost } from './processApi';
import { RestApi } from './RestApi';
import { serveHost } from './serveHost';

/** The suite has models that are legal, and that nobody would want to run. */
const LINT_LEVELS: LintLevels = Object.fromEntries(
  lintRules.map(({ name }) => [name, 'off']),
);

/** A host that is reached by HTTP; what is due is done when it is told to. */
export async function openHost(knex: Knex): Promise<DurableHost> {
  let now = 0;
  const host = createHost({
    knex,
    clock: { now: () => now },
    logger: loggerOf(line => console.error(line)),
    lintLevels: LINT_LEVELS,
  });
  const served = await serveHost(host);
  return {
    api: new RestApi(served),
    now: () => now,
    setNow(later) {
      now = later;
    },
    async work() {
      const rests = [
        await host.scheduleWorker.runOnce(),
        await host.outboxWorker.runOnce(),
      ];
      await host.outboxWorker.settle();
      rests.push(await host.timerWorker.runOnce());
      await host.timerWorker.settle();
      return rests.includes(0);
    },
    stop: () => served.stop(),
  };
}
