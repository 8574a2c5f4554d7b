import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readRunnerConfig } from './readRunnerConfig';

const environmentOf = (network: JsonObject[]) => {
  const environments = {
    own: { language: 'python', interpreter: process.execPath, network },
  };
  return readRunnerConfig(
    new ConfigReader({ bpmn: { scripts: { environments } } }),
  ).environments.find(({ name }) => name === 'own')!;
};

describe('network of an environment', () => {
  it('should not be there unless it is granted', () => {
    expect(environmentOf([])).toMatchObject({ network: [], grants: [] });
  });

  it('should be read with the groups that it is granted to', () => {
    // when
    const { network, grants } = environmentOf([
      {
        hosts: ['api.example.com', '*.example.org:8443'],
        owners: ['analysts'],
      },
      {
        hosts: ['api.example.com', 'warehouse.corp'],
        internal: true,
        owners: ['group:default/platform'],
      },
    ]);
    // then
    expect(network).toEqual([
      'api.example.com',
      '*.example.org:8443',
      'warehouse.corp',
    ]);
    expect(grants).toMatchObject([
      {
        owners: ['group:default/analysts'],
        rules: [
          { host: 'api.example.com', isBelow: false, isInternal: false },
          { host: 'example.org', isBelow: true, port: 8443 },
        ],
      },
      {
        owners: ['group:default/platform'],
        rules: [{ isInternal: true }, { isInternal: true }],
      },
    ]);
  });

  it.each(['*', 'https://example.com', 'example.com/path', ''])(
    'should be refused where "%s" is to be a host',
    host => {
      expect(() =>
        environmentOf([{ hosts: [host], owners: ['analysts'] }]),
      ).toThrow(/bpmn\.scripts\.environments\.own\.network/);
    },
  );

  it('should be refused where nobody is to have it, or nobody that is known', () => {
    expect(() => environmentOf([{ hosts: ['example.com'] }])).toThrow('owners');
    expect(() =>
      environmentOf([{ hosts: ['example.com'], owners: ['group:'] }]),
    ).toThrow('network[0].owners to name a group');
  });
});
