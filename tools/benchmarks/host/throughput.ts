import type { Figure } from '../index.mjs';
import type { Bench } from './bench';
import { recordCommands } from './commands';
import { automaticStretch, jobByJob, TEN } from './contestants';
import { DBOS_NAME, type Dbos } from './dbos';
import { createFloor } from './floor';
import {
  compete,
  median,
  ratioOf,
  type Contestants,
  type DoOne,
  type Rounds,
} from './rounds';

const CALLERS = [1, 16];

type Rates = Awaited<ReturnType<typeof compete<'ours' | 'floor' | 'dbos'>>>;

/** Instances per second, against the raw commit floor and a peer, by one caller and by sixteen. */
export async function measureThroughput(
  bench: Bench,
  dbos: Dbos | undefined,
  rounds: Rounds,
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const recorded = {
    automatic: await recordCommands(bench, 'automatic'),
    tenWaits: await recordCommands(bench, 'tenWaits'),
  };
  for (const callers of CALLERS) {
    for (const process of ['automatic', 'tenWaits'] as const) {
      const floor = await createFloor(
        bench.database,
        recorded[process],
        callers,
      );
      const rates = await compete(
        {
          ours: await ours(bench, process, callers),
          floor: floor.runOnce,
          ...(dbos && { dbos: dbos.runOnce }),
        } as Contestants<'ours' | 'floor' | 'dbos'>,
        callers,
        rounds,
      );
      await floor.stop();
      figures.push(...figuresOf(process, callers, rates));
    }
  }
  return figures;
}

async function ours(
  bench: Bench,
  process: 'automatic' | 'tenWaits',
  callers: number,
): Promise<DoOne> {
  if (process === 'automatic') {
    return automaticStretch(bench);
  }
  const doOne = await jobByJob(bench, callers);
  return async caller => {
    for (let job = 0; job < TEN; job++) {
      await doOne(caller);
    }
  };
}

const NAMES = { automatic: 'automatic-stretch', tenWaits: 'ten-waits' };

/** What sixteen callers get is what is promised; what one gets is told beside it. */
function figuresOf(
  process: keyof typeof NAMES,
  callers: number,
  { ours: own, floor, dbos }: Rates,
): readonly Figure[] {
  const suffix = callers === 1 ? '-1-caller' : '';
  const name = NAMES[process];
  const unit = 'instances/s';
  const ofFloor = ratioOf(own, floor);
  return [
    {
      name: `${name}${suffix}`,
      value: median(own),
      unit,
      ...(dbos && { ratio: ratioOf(own, dbos), against: DBOS_NAME }),
    },
    {
      name: `${name}-of-floor${suffix}`,
      value: ofFloor * 100,
      unit: '%',
      ratio: ofFloor,
      against: `the raw commit floor of ${median(floor).toFixed(0)} ${unit}`,
    },
    ...(dbos
      ? [{ name: `${name}-dbos${suffix}`, value: median(dbos), unit }]
      : []),
  ];
}
