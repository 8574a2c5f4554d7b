import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readRunnerConfig } from './readRunnerConfig';

const read = (scripts: JsonObject) =>
  readRunnerConfig(new ConfigReader({ bpmn: { scripts } }));

describe('readRunnerConfig', () => {
  it('should know how many scripts a group may run at a time', () => {
    const { concurrencyOf, teams } = read({
      teams: {
        analytics: { concurrency: 2 },
        'group:default/platform': { memory: '2GiB' },
      },
    });
    expect(concurrencyOf).toEqual({ 'group:default/analytics': 2 });
    expect(teams.get('group:default/platform')).toMatchObject({
      memory: 2 * 1024 ** 3,
    });
  });

  it.each([0, 1.5, -1])('should not take %s for a number of scripts', count => {
    expect(() =>
      read({ teams: { analytics: { concurrency: count } } }),
    ).toThrow(
      `Expected bpmn.scripts.teams.analytics.concurrency to be a whole number above 0, but found ${count}`,
    );
  });
});
