import { command } from './command';

const MINUTES = 60_000;

describe('npm run chaos', () => {
  it('should say how it is used when it is asked', () => {
    // when
    const { status, stdout } = command('chaos.mjs', { args: ['--help'] });
    // then
    expect(stdout).toMatch(/^npm run chaos -- /);
    expect(status).toBe(0);
  });

  it.each([
    [['--db', 'oracle'], 'Expected --db to be one of sqlite, postgres'],
    [['--minutes', 'many'], 'Expected --minutes to be a number above 0'],
    [['--seed=-1'], 'Expected --seed to be a number above 0'],
  ])('should refuse %s', (args, message) => {
    // when
    const { status, stderr } = command('chaos.mjs', { args });
    // then
    expect(stderr).toContain(message);
    expect(status).toBe(1);
  });

  it.each(['sqlite', 'postgres'])(
    'should find nothing wrong on %s, whatever happens to back ends',
    database => {
      // when
      const { status, stdout } = command('chaos.mjs', {
        args: ['--db', database, '--minutes', '0.15', '--seed', '7'],
      });
      // then
      expect(stdout).toContain('  0 findings');
      expect(stdout).not.toContain('"kills":0');
      expect(status).toBe(0);
    },
    3 * MINUTES,
  );
});
