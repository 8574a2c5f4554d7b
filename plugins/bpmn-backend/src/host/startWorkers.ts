import type { Handled } from '../instances/InstanceService';
import { OWNER_LOOK } from '../owners/OwnerWorker';
import { RELATION_LOOK } from '../relations/RelationWorker';
import { IDLE, PollingWorker } from '../worker/PollingWorker';
import { createJobWorker, type Host } from './Host';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Changes that others may have to be told of. */
const OTHERS = new Set([
  'waitOpened',
  'waitClosed',
  'messageThrown',
  'signalThrown',
  'instanceResumed',
]);

/** The loops of a host: they do what is due, at once where a commit here has made it so, else within a second. */
export function startWorkers(host: Host): {
  /** Lets what has begun come to its end, and begins nothing more. */
  stop(): Promise<void>;
} {
  const { logger } = host;
  const loop = (name: string, runOnce: () => Promise<number>) =>
    new PollingWorker({ name, logger, runOnce });
  const outbox = loop('The outbox', () => host.outboxWorker.runOnce());
  const timers = loop('The timers', () => host.timerWorker.runOnce());
  const schedules = loop('The schedules', async () => {
    const rest = await host.scheduleWorker.runOnce();
    if (rest === 0) {
      outbox.nudge();
    }
    return rest;
  });
  let onRoom = () => {};
  const jobWorker = createJobWorker(host, () => onRoom());
  const jobs = loop('The jobs', () => jobWorker.runOnce());
  onRoom = () => jobs.nudge();
  host.instances.onCommit(handled => nudge(handled, { outbox, timers, jobs }));
  host.messages.onPublished(() => outbox.nudge());
  host.outboxWorker.onRoom(() => outbox.nudge());
  const keeping = keepingLoop(host);
  const caretakers = [
    ...cleaningLoops(host),
    ownerLoop(host),
    relationLoop(host),
    loop('The watch over leases', () => host.leaseWatch.runOnce()),
  ];
  const loops = [outbox, keeping, timers, schedules, jobs, ...caretakers];
  loops.forEach(one => one.start());
  return {
    async stop() {
      await Promise.all([
        schedules.stop(),
        ...caretakers.map(one => one.stop()),
        stopOutbox(host, { outbox, keeping }),
        timers.stop().then(() => host.timerWorker.settle()),
        jobs
          .stop()
          .then(() => jobWorker.stop())
          .then(() => host.scripts.runs.stop()),
      ]);
      await host.relations.settle();
      await host.taskChanges.settle();
    },
  };
}

/** What has begun is kept until it has come to its end. */
async function stopOutbox(
  { outboxWorker }: Host,
  { outbox, keeping }: Readonly<Record<'outbox' | 'keeping', PollingWorker>>,
): Promise<void> {
  await outbox.stop();
  try {
    await outboxWorker.stop();
  } finally {
    await keeping.stop();
  }
}

/** Keeps deeds of the outbox: a loop of its own, which goes on while what has begun comes to its end. */
function keepingLoop({ outboxWorker, logger }: Host): PollingWorker {
  return new PollingWorker({
    name: 'What keeps deeds of the outbox',
    logger,
    async runOnce() {
      await outboxWorker.keepHeld();
      return IDLE;
    },
  });
}

/** Nobody waits for them: they look now and then. */
function cleaningLoops({
  retentionWorker,
  fileWorker,
  stores: { keys },
  clock,
  logger,
}: Host): readonly PollingWorker[] {
  return [
    new PollingWorker({
      name: 'The removal of finished instances',
      logger,
      runOnce: () => retentionWorker.runOnce(),
      longestRest: HOUR,
    }),
    new PollingWorker({
      name: 'The removal of files',
      logger,
      runOnce: () => fileWorker.runOnce(),
      longestRest: HOUR,
    }),
    new PollingWorker({
      name: 'The removal of idempotency keys',
      logger,
      runOnce: async () => ((await keys.cleanUp(clock.now())) ? 0 : MINUTE),
      longestRest: HOUR,
    }),
  ];
}

/** Lets instances follow their processes to other owners. */
function ownerLoop({ ownerWorker, owners, logger }: Host): PollingWorker {
  const loop = new PollingWorker({
    name: 'What follows processes to other owners',
    logger,
    runOnce: () => ownerWorker.runOnce(),
    longestRest: OWNER_LOOK,
  });
  owners.onMoved(() => loop.nudge());
  return loop;
}

/** Lets tasks follow whom the catalog names. */
function relationLoop({
  relationWorker,
  relations,
  logger,
}: Host): PollingWorker {
  const loop = new PollingWorker({
    name: 'What looks up whom tasks are for',
    logger,
    runOnce: () => relationWorker.runOnce(),
    longestRest: RELATION_LOOK,
  });
  relations.onAsked(() => loop.nudge());
  return loop;
}

function nudge(
  { changes, record }: Handled,
  {
    outbox,
    timers,
    jobs,
  }: Readonly<Record<'outbox' | 'timers' | 'jobs', PollingWorker>>,
): void {
  for (const change of changes) {
    if (change.type === 'instanceResumed') {
      jobs.nudge();
      timers.nudge();
    } else if (change.type === 'waitOpened' || change.type === 'waitChanged') {
      const { kind } = change.wait;
      if (kind === 'job') {
        jobs.nudge();
      } else if (kind === 'timer') {
        timers.nudge();
      }
    }
  }
  if (record.caller || changes.some(({ type }) => OTHERS.has(type))) {
    outbox.nudge();
  }
}
