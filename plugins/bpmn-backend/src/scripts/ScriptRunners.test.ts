import {
  environment,
  FakeScriptRunner,
} from '../__testUtils__/FakeScriptRunner';
import { ScriptRunners } from './ScriptRunners';

describe('runners of scripts', () => {
  const plain = environment('plain', { isDefault: true });
  const science = environment('science');
  const statistics = environment('statistics', { language: 'r' });

  function having(...runners: readonly FakeScriptRunner[]) {
    const all = new ScriptRunners();
    runners.forEach(runner => all.addScriptRunner(runner));
    return all;
  }

  it('should be found by language and environment', () => {
    // given
    const python = new FakeScriptRunner([plain, science]);
    const r = new FakeScriptRunner([statistics]);
    // when
    const runners = having(python, r);
    // then
    expect(runners.find('python', undefined)).toEqual({
      runner: python,
      environment: plain,
    });
    expect(runners.find('python', 'science')).toMatchObject({ runner: python });
    expect(runners.find('r', 'statistics')).toMatchObject({ runner: r });
    expect(runners.languages()).toEqual(['python', 'r']);
    expect(runners.list()).toEqual([plain, science, statistics]);
  });

  it.each([
    [
      'python',
      'none',
      'Expected environment none to be configured, but it is not. Name one of plain',
    ],
    [
      'python',
      'statistics',
      'Expected environment statistics to be one of python, but it is one of r. Name one of plain',
    ],
    [
      'r',
      undefined,
      'Expected a default environment of r, but there is none. Name one of statistics',
    ],
    [
      'ruby',
      undefined,
      'Expected a default environment of ruby, but there is none. Let somebody who runs the portal add a runner of ruby',
    ],
  ])('should say why there is none of %s named %s', (language, name, why) => {
    const runners = having(new FakeScriptRunner([plain, statistics]));
    expect(runners.find(language, name)).toBe(why);
  });

  it.each([
    [
      'the same name',
      environment('plain'),
      'Expected one environment of scripts named plain, but there are two',
    ],
    [
      'two defaults',
      environment('other', { isDefault: true }),
      'Expected one default environment of python, but there are two: plain and other',
    ],
  ])('should refuse %s, and keep nothing of it', (_, other, why) => {
    // given
    const runners = having(new FakeScriptRunner([plain]));
    // when
    const add = () =>
      runners.addScriptRunner(new FakeScriptRunner([statistics, other]));
    // then
    expect(add).toThrow(why);
    expect(runners.list()).toEqual([plain]);
  });

  it('should be said to be unfit if they do not say how they are', async () => {
    // given
    const broken = new FakeScriptRunner([statistics]);
    broken.health = async () => {
      throw new Error('connect ENOENT');
    };
    const runners = having(new FakeScriptRunner([plain, science]), broken);
    // then
    expect(await runners.health()).toMatchObject([
      { languages: ['python'], isReady: true, isIsolated: true, notes: [] },
      {
        languages: ['r'],
        isReady: false,
        notes: [expect.stringContaining('but: connect ENOENT')],
      },
    ]);
  });
});
