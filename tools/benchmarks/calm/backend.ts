// A back-end process that serves its REST API, and measures for how long it keeps others waiting. Started by Served.ts.
import { createHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import {
  createHost,
  EvaluationThreads,
  migrate,
  startWorkers,
} from '@bpmn-pipelines/backstage-plugin-bpmn-backend/testing';
import { complete } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import createKnex from 'knex';
import { serveHost } from '../../conformance/through/serveHost';
import { loggerOf } from '../../hosting/loggerOf';

/** What this process says. */
export type Said =
  | {
      readonly type: 'ready';
      readonly baseUrl: string;
      readonly authorization: string;
    }
  | { readonly type: 'measured'; readonly delay: Delay };

/** For how long others had to wait, in milliseconds. */
export interface Delay {
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** The longest that this process itself was at work in one turn of its loop: what others do on the machine is not in it. */
  readonly busiest: number;
  /** Of a hundred turns, one is at work for longer. */
  readonly busyP99: number;
}

/** Milliseconds between two looks; every delay has them in it. */
const RESOLUTION = 1;
const PATIENCE = 300_000;
const NANOSECONDS = 1e6;
const MICROSECONDS = 1e3;

const say = (said: Said) => process.send!(said);

async function main(): Promise<void> {
  const knex = createKnex(JSON.parse(process.argv[2]));
  await migrate(knex);
  const host = createHost({
    knex,
    clock: { now: () => Date.now() },
    logger: loggerOf(line => console.error(line.slice(0, 300))),
    // On a machine that does other things besides, they may take their time.
    evaluation: new EvaluationThreads({ deadline: PATIENCE }),
    handlers: [{ type: 'work', handle: async () => complete() }],
  });
  const { baseUrl, authorization } = await serveHost(host);
  startWorkers(host);
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  histogram.enable();
  const turns = measureTurns();
  process.on('message', () => {
    const of = (nanoseconds: number) =>
      Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION);
    const delay = {
      p50: of(histogram.percentile(50)),
      p99: of(histogram.percentile(99)),
      longest: of(histogram.max),
      ...turns.take(),
    };
    histogram.reset();
    say({ type: 'measured', delay });
  });
  process.on('disconnect', () => process.exit());
  say({ type: 'ready', baseUrl, authorization });
}

/** How much this thread works, turn by turn. */
function measureTurns() {
  const used = () => {
    const { user, system } = process.threadCpuUsage();
    return user + system;
  };
  const histogram = createHistogram();
  let last = used();
  setInterval(() => {
    const now = used();
    histogram.record(Math.max(1, now - last));
    last = now;
  }, RESOLUTION);
  return {
    /** Milliseconds since it was taken last. */
    take() {
      const taken = {
        busiest: histogram.max / MICROSECONDS,
        busyP99: histogram.percentile(99) / MICROSECONDS,
      };
      histogram.reset();
      return taken;
    },
  };
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
