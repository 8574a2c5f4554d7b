import { Served } from '../../benchmarks/calm/Served';
import {
  slowKinds,
  small,
  type SlowKind,
} from '../../benchmarks/calm/slowModels';
import { makeScratch, type ScratchDatabase } from '../../databases/scratch';

const SIZES = { document: 4_000_000, timers: 10_000, items: 10_000 };

/**
 * How much one of a hundred turns of the back end may work, and the longest one, in times of what cannot be divided: to read a document of 4 MB
 * from its body. The work of this process alone is counted: how long others keep the machine does not matter.
 */
const MOST = 4;
const LONGEST = 50;

jest.setTimeout(180_000);

/** Milliseconds of work that this machine needs to read 4 MB of JSON. */
function indivisible(): number {
  const text = JSON.stringify({ content: '<a b="c" />'.repeat(360_000) });
  const begin = process.cpuUsage();
  for (let count = 0; count < 5; count++) {
    JSON.parse(text);
  }
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000 / 5;
}

describe.each(['sqlite', 'postgres'] as const)(
  'others on %s, while somebody has a model that is made to be slow',
  name => {
    let database: ScratchDatabase;
    let served: Served;

    beforeAll(async () => {
      database = await makeScratch(name);
      served = await Served.start(database.config);
      await served.deploy(small);
    });

    afterAll(async () => {
      await served.stop();
      await database.remove();
    });

    it.each(Object.keys(slowKinds) as SlowKind[])(
      'should be served as if nothing were: %s',
      async kind => {
        // when
        const delay = await served.delayDuring(() =>
          slowKinds[kind](served, SIZES),
        );
        // then
        const unit = indivisible();
        expect(delay.busyP99).toBeLessThan(MOST * unit);
        expect(delay.busiest).toBeLessThan(LONGEST * unit);
      },
    );
  },
);
