import { createMockDirectory } from '@backstage/backend-test-utils';
import { readFileSync } from 'node:fs';
import { command } from './command';

const MINUTES = 60_000;

/** What every database is measured by. */
const NAMES = [
  'automatic-stretch',
  'automatic-stretch-of-floor',
  'bytes-per-command',
  'commits-per-command',
  'complete-task-p50',
  'complete-task-p99',
  'growth-2e3',
  'multi-instance-growth',
  'statements-per-command',
  'ten-waits',
  'ten-waits-of-floor',
  'timer-lateness-p50',
  'timer-lateness-p99',
  'wal-bytes-per-command',
];

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly ratio?: number;
  readonly database: string;
}

describe('npm run bench -- host', () => {
  const directory = createMockDirectory();

  function measure(...more: string[]): readonly Figure[] {
    const file = directory.resolve('figures.json');
    const args = ['host', '--size', 'tiny', '--json', file, ...more];
    const { status, stderr } = command('bench.mjs', { args });
    expect([status, stderr.replace(/.*Deprecation.*\n.*/, '')]).toEqual([
      0,
      '',
    ]);
    return JSON.parse(readFileSync(file, 'utf8'));
  }

  it.each([
    // On SQLite two looks into an index find the priorities, one the jobs, and one statement leases each.
    ['sqlite', 4],
    ['postgres', 1],
  ])(
    'should measure everything on %s, and see that a command does what it does to the end of a life',
    (database, statements) => {
      // when
      const figures = measure('--db', database);
      // then
      const value = (name: string) =>
        figures.find(figure => figure.name === name)?.value;
      expect(figures.map(figure => figure.name)).toEqual(
        expect.arrayContaining(NAMES),
      );
      expect(figures.filter(figure => !(figure.value >= 0))).toEqual([]);
      expect(figures.filter(figure => figure.database !== database)).toEqual(
        [],
      );
      expect(value('commits-per-command')).toBe(1);
      expect(value('statements-per-command-growth')).toBe(1);
      expect(value('statements-per-claim')).toBe(statements);
      expect(value('bytes-per-command')).toBeLessThan(2048);
    },
    5 * MINUTES,
  );

  it('should say which databases there are', () => {
    // when
    const { status, stderr } = command('bench.mjs', {
      args: ['host', '--db', 'oracle'],
    });
    // then
    expect(stderr).toBe(
      'Expected one of sqlite, postgres, but found "oracle".',
    );
    expect(status).toBe(1);
  });
});
