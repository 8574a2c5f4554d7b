import type { Delay } from '../../benchmarks/calm/backend';
import { Served } from '../../benchmarks/calm/Served';
import {
  slowKinds,
  small,
  type SlowKind,
} from '../../benchmarks/calm/slowModels';
import { makeScratch, type ScratchDatabase } from '../../databases/scratch';

const SIZES = { document: 4_000_000, timers: 10_000, items: 10_000 };

jest.setTimeout(180_000);

/** Milliseconds of work that the machine needs for what cannot be divided: to read a document of 4 MB from JSON. */
function unit(): number {
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
    const measured = new Map<SlowKind, Delay>();

    beforeAll(async () => {
      database = await makeScratch(name);
      served = await Served.start(database.config);
      await served.deploy(small);
    });

    afterAll(async () => {
      await served.stop();
      await database.remove();
    });
  },
);
