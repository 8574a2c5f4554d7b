import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { demoPeoplePlugin } from './demoPeoplePlugin';
import { demoSignInModule } from './demoSignInModule';

const apiVersion = 'backstage.io/v1alpha1';

const group = (name: string, type: string): Entity => ({
  apiVersion,
  kind: 'Group',
  metadata: { name, title: name.toLocaleUpperCase('en-US') },
  spec: { type, children: [] },
});

const farah: Entity = {
  apiVersion,
  kind: 'User',
  metadata: { name: 'farah', description: 'Chief risk officer' },
  spec: {
    profile: { displayName: 'Farah Haddad', email: 'farah@example.com' },
  },
  relations: ['managers', 'risk'].map(name => ({
    type: 'memberOf',
    targetRef: `group:default/${name}`,
  })),
};

const loner: Entity = {
  apiVersion,
  kind: 'User',
  metadata: { name: 'loner' },
  spec: {},
};

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const everything = [authPlugin, demoSignInModule, demoPeoplePlugin];

async function start(features = everything) {
  // Outside NODE_ENV=test Backstage's own database service keeps connections alive beyond the end of the test.
  const knex = await databases.init('SQLITE_3');
  const { server } = await startTestBackend({
    features: [
      ...features,
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => mockServices.database({ knex }),
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          auth: { environment: 'development', providers: { demo: {} } },
        },
      }),
      catalogServiceMock.factory({
        entities: [
          farah,
          loner,
          group('managers', 'role'),
          group('risk', 'team'),
        ],
      }),
    ],
  });
  return request(server);
}

describe('the demo sign-in', () => {
  const nodeEnv = process.env.NODE_ENV;
  const setNodeEnv = (value: string | undefined) => {
    (process.env as Record<string, string | undefined>).NODE_ENV = value;
  };

  afterEach(() => setNodeEnv(nodeEnv));

  describe('in development', () => {
    beforeEach(() => setNodeEnv('development'));

    it('should sign in whoever the header names, as a person of the catalog', async () => {
      const api = await start();

      const response = await api
        .get('/api/auth/demo/refresh')
        .set('x-demo-person', 'user:default/farah');

      expect(response.status).toBe(200);
      expect(response.body).toMatchObject({
        profile: { displayName: 'Farah Haddad', email: 'farah@example.com' },
        backstageIdentity: {
          identity: {
            userEntityRef: 'user:default/farah',
            ownershipEntityRefs: [
              'user:default/farah',
              'group:default/managers',
              'group:default/risk',
            ],
          },
        },
      });
    });

    it('should refuse somebody whom the catalog does not know', async () => {
      const api = await start();

      const response = await api
        .get('/api/auth/demo/refresh')
        .set('x-demo-person', 'user:default/mallory');

      expect(response.status).toBe(404);
      expect(response.body.error.message).toMatch(/User not found/);
    });

    it('should say what is missing when no header is sent', async () => {
      const api = await start();

      const response = await api.get('/api/auth/demo/refresh');

      expect(response.status).toBe(401);
      expect(response.body.error.message).toBe(
        'Expected the header x-demo-person to name a person, but it is missing',
      );
    });

    it('should list whom one can be, with their team rather than their other groups', async () => {
      const api = await start();

      const response = await api
        .get('/api/demo-sign-in/people')
        .set('authorization', ''); // Nobody is signed in yet.

      expect(response.body).toEqual([
        {
          entityRef: 'user:default/farah',
          displayName: 'Farah Haddad',
          email: 'farah@example.com',
          role: 'Chief risk officer',
          team: 'RISK',
        },
        { entityRef: 'user:default/loner', displayName: 'loner' },
      ]);
    });
  });

  describe.each([['production'], ['test'], [undefined]])(
    'with NODE_ENV=%s',
    value => {
      beforeEach(() => setNodeEnv(value));

      it('should refuse to sign anybody in', async () => {
        await expect(start([authPlugin, demoSignInModule])).rejects.toThrow(
          'Expected NODE_ENV to be "development" for the demo sign-in',
        );
      });

      it('should refuse to list people', async () => {
        await expect(start([demoPeoplePlugin])).rejects.toThrow(
          'Expected NODE_ENV to be "development" for the list of demo people',
        );
      });
    },
  );
});
