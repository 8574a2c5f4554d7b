import {
  changingColumns,
  instanceRow,
  toTables,
  type InstanceWrite,
} from '@bpmn-pipelines/backstage-plugin-bpmn-backend/testing';
import type { Figure } from '../index.mjs';
import type { Bench } from './bench';
import { recordCommands } from './commands';
import { TEN } from './contestants';
import { startMeter, type Reading } from './meter';
import { median } from './rounds';

const INSTANCES = 30;

/** Bytes of a number, at most. */
const NUMBER = 8;

/** Jobs early and late in the life of an instance with ten of them: neither the first nor the last, which begin and end it. */
const EARLY = [1, 2, 3];
const LATE = [6, 7, 8];

const units = {
  statements: 'statements',
  commits: 'commits',
  walBytes: 'bytes of the write-ahead log',
} as const;
const names = {
  statements: 'statements',
  commits: 'commits',
  walBytes: 'wal-bytes',
} as const;

/** What a command costs the database, and whether that is the same early and late in the life of an instance. */
export async function measureCosts(bench: Bench): Promise<readonly Figure[]> {
  const commands = await recordCommands(bench, 'tenWaits');
  const rows = commands.flatMap(command =>
    command.kind === 'write' ? [bytesOf(command.write)] : [],
  );
  const [, ...completions] = rows;
  const { claims, jobs } = await readJobs(bench);
  return [
    ...figuresOf('bytes-per-command', 'bytes in rows', completions),
    {
      name: 'bytes-per-start',
      value: rows[0],
      unit: 'bytes in rows',
    },
    ...(['statements', 'commits', 'walBytes'] as const).flatMap(kind => [
      ...figuresOf(
        `${names[kind]}-per-command`,
        units[kind],
        jobs.map(readings => median(readings.map(reading => reading[kind]))),
      ),
      {
        name: `${names[kind]}-per-claim`,
        value: median(claims.flat().map(reading => reading[kind])),
        unit: units[kind],
      },
    ]),
  ];
}

/** The mean over all commands, and what the late ones cost more than the early ones. */
function figuresOf(
  name: string,
  unit: string,
  byCommand: readonly number[],
): readonly Figure[] {
  const mean = (indexes: readonly number[]) =>
    indexes.reduce((total, index) => total + byCommand[index], 0) /
    indexes.length;
  return [
    { name, value: mean(Array.from(byCommand.keys())), unit },
    {
      name: `${name}-growth`,
      value: mean(LATE) / mean(EARLY),
      unit: 'times as much late in life as early',
    },
  ];
}

/** What claims and completions cost, by their place in the life of an instance. */
async function readJobs(
  bench: Bench,
): Promise<Record<'claims' | 'jobs', readonly (readonly Reading[])[]>> {
  const claims: Reading[][] = Array.from({ length: TEN }, () => []);
  const jobs: Reading[][] = Array.from({ length: TEN }, () => []);
  const meter = await startMeter(bench.database);
  try {
    for (let index = 0; index < INSTANCES; index++) {
      let before = await meter.read();
      const costs: Reading[] = [];
      await recordCommands(bench, 'tenWaits', async () => {
        const now = await meter.read();
        costs.push(difference(now, before));
        before = now;
      });
      // It is started, then every job is claimed and completed.
      for (let job = 0; job < TEN; job++) {
        claims[job].push(costs[1 + 2 * job]);
        jobs[job].push(costs[2 + 2 * job]);
      }
    }
  } finally {
    await meter.stop();
  }
  return { claims, jobs };
}

function difference(now: Reading, before: Reading): Reading {
  return {
    statements: now.statements - before.statements,
    commits: now.commits - before.commits,
    walBytes: now.walBytes - before.walBytes,
  };
}

/** Bytes of the values that a command writes: texts as they are, numbers as PostgreSQL keeps them. */
function bytesOf(write: InstanceWrite): number {
  const { record } = write;
  const row = instanceRow(record);
  const columns =
    record.revision === 1
      ? Object.values(row)
      : changingColumns.map(c => row[c]);
  const id = Buffer.byteLength(record.id);
  const tables = Object.values(toTables(write)).flatMap(({ put, removed }) => [
    ...put.map(values => id + sum(values)),
    ...removed.map(() => id + NUMBER),
  ]);
  return id + sum(columns) + tables.reduce((total, bytes) => total + bytes, 0);
}

function sum(values: readonly unknown[]): number {
  return values.reduce<number>(
    (total, value) => total + bytesOfValue(value),
    0,
  );
}

function bytesOfValue(value: unknown): number {
  if (value === null) {
    return 0;
  }
  return typeof value === 'string' ? Buffer.byteLength(value) : NUMBER;
}
