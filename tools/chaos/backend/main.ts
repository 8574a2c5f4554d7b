// A back-end process: everything that a portal runs of ours, without the portal. Started, told what to do and killed by ../backend/Backend.ts.
import { appendFileSync } from 'node:fs';
import {
  createHost,
  startWorkers,
  type Host,
} from '@bpmn-pipelines/backstage-plugin-bpmn-backend/testing';
import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import createKnex from 'knex';
import { loggerOf } from '../../hosting/loggerOf';
import { handlersThat } from './handlers';
import {
  timeOf,
  type BackendSettings,
  type DeedLine,
  type Envelope,
  type Reply,
  type Request,
} from './protocol';

/** Milliseconds after which it says why it has not stopped. */
const LONG = 15_000;
const ACTOR = 'user:default/chaos';

const settings: BackendSettings = JSON.parse(process.argv[2]);
const say = (reply: Reply) => process.send!(reply);
let { time } = settings;
const now = () => timeOf(time);

const host = createHost({
  knex: createKnex(settings.database),
  clock: { now },
  logger: loggerOf(line => console.error(line)),
  name: settings.name,
  handlers: handlersThat((job, answer) => {
    const { type, elementId, instanceId, idempotencyKey, attemptId } = job;
    const line: DeedLine = {
      worker: settings.name,
      ...{ type, elementId, instanceId, idempotencyKey, attemptId, answer },
      at: now(),
    };
    appendFileSync(settings.deedsFile, `${JSON.stringify(line)}\n`);
  }),
});

async function perform(request: Request): Promise<void> {
  switch (request.type) {
    case 'start':
      return start(host, request);
    case 'command':
      await host.instances.handle(request.instanceId, request.command, {
        actor: ACTOR,
      });
      return undefined;
    case 'shiftClock':
      time = { ...time, shift: request.by };
      return undefined;
    default:
      throw new Error(`Unknown request ${request satisfies never}`);
  }
}

async function start(
  { stores, instances }: Host,
  { id, processId, variables }: Extract<Request, { type: 'start' }>,
): Promise<void> {
  const definition = (await stores.deployments.findLatest(processId))!;
  const { id: definitionId, processKey, ownerRef } = definition;
  await instances.start(
    { id, definitionId, processKey, ownerRef, variables },
    { actor: ACTOR },
  );
}

async function respond({ number, request }: Envelope): Promise<void> {
  try {
    await perform(request);
    say({ type: 'done', number });
  } catch (error) {
    const { message } = error as Error;
    say({
      type: error instanceof Rejection ? 'rejected' : 'failed',
      number,
      message,
    });
  }
}

const workers = startWorkers(host);
process.on('message', (envelope: Envelope) => respond(envelope));

/** Brings what is being done to its end. Says what keeps it from ending, if something does. */
async function stop(): Promise<void> {
  const { pool } = host.knex.client;
  let stage = 'its workers';
  setTimeout(() => {
    console.error(
      `error: Expected to have stopped, but ${stage} take long: ${pool.numUsed()} connections are used, ${pool.numPendingAcquires()} waited for; ${process.getActiveResourcesInfo()}`,
    );
  }, LONG).unref();
  await workers.stop();
  stage = 'its connections';
  await host.knex.destroy();
  process.disconnect!();
}

process.on('SIGTERM', () => stop());
// Whoever started it is gone.
process.on('disconnect', () => process.exit());
say({ type: 'ready' });
