import {
  createHost,
  createRouteServices,
  DatabaseClock,
  EvaluationThreads,
  startWorkers,
} from '@bpmn-pipelines/backstage-plugin-bpmn-backend/testing';
import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import createKnex from 'knex';
import { loggerOf } from '../../hosting/loggerOf';
import { handlersThat } from './handlers';
import { noteIn } from './noteIn';
import type { Performer } from './Performer';
import { ACTOR, timeOf, type BackendSettings } from './protocol';

/** Everything that a portal runs of ours, without the portal. */
export async function openHost(settings: BackendSettings): Promise<Performer> {
  let { time } = settings;
  const knex = createKnex(settings.database);
  const logger = loggerOf(line => console.error(line));
  const clock = new DatabaseClock({
    readTime: async () => timeOf(time),
    elapsed: () => performance.now() * time.speed,
    logger,
  });
  await clock.start();
  const evaluation = new EvaluationThreads();
  // A thread takes its time to begin: nobody would be killed at work. Where it takes too long, another one is begun when it is needed.
  await evaluation
    .ask({ kind: 'readModel', content: '', now: 0 })
    .catch(error => logger.warn('A thread was slow to begin', error));
  const handlers = handlersThat(noteIn(settings, () => clock.now()));
  const { name } = settings;
  const host = createHost({
    ...{ knex, clock, logger, name, handlers, evaluation },
  });
  const workers = startWorkers(host);
  const stopping = new AbortController();
  const { starter } = createRouteServices(host, stopping.signal);
  const by = { actor: ACTOR };
  return {
    async start({ key, processId, variables }) {
      const definition = await host.stores.deployments.findLatest(processId);
      const start = { variables, businessKey: key, idempotencyKey: key };
      return starter.start({ definition: definition!, ...start }, ACTOR);
    },
    command: (instanceId, command) =>
      host.instances.handle(instanceId, command, by),
    async shiftClock(shift) {
      time = { ...time, shift };
      clock.stop();
      await clock.start();
    },
    async stop() {
      await workers.stop();
      clock.stop();
      await evaluation.stop();
      await knex.destroy();
    },
    describe() {
      const { pool } = knex.client;
      return `${pool.numUsed()} connections are used, ${pool.numPendingAcquires()} waited for`;
    },
    isRefusal: error => error instanceof Rejection,
  };
}
