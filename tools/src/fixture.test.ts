import { command } from './command';

describe('npm run fixture', () => {
  it('should say how it is used when it is asked', () => {
    // when
    const { status, stdout } = command('fixture.mjs', { args: ['--help'] });
    // then
    expect(stdout).toMatch(/^npm run fixture -- /);
    expect(status).toBe(0);
  });

  it.each([
    [[], 'Expected --name to be that of a release, but found ""'],
    [['--name', '../elsewhere'], 'but found "../elsewhere"'],
    [
      ['--name', '20261123000200'],
      'Expected the fixture of 20261123000200 not to be there yet',
    ],
  ])('should refuse %j', (args, message) => {
    // when
    const { status, stderr } = command('fixture.mjs', { args });
    // then
    expect(stderr).toContain(message);
    expect(status).toBe(1);
  });
});
