import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  GroupEntity,
  isGroupEntity,
  isUserEntity,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
  UserEntity,
} from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import Router from 'express-promise-router';
import { requireDevelopment } from './requireDevelopment';

/** A person of the catalog as the sign-in page shows them. */
export interface DemoPerson {
  readonly entityRef: string;
  readonly displayName: string;
  readonly email?: string;
  /** What the person does, in their own words. */
  readonly role?: string;
  /** Title of the team the person is a member of. */
  readonly team?: string;
}

/** Joins each user with the first group of `spec.type: team` they are a member of. */
function toDemoPeople(
  users: readonly UserEntity[],
  groups: readonly GroupEntity[],
): DemoPerson[] {
  const teams = new Map(
    groups
      .filter(group => group.spec.type === 'team')
      .map(group => [
        stringifyEntityRef(group),
        group.metadata.title ?? group.metadata.name,
      ]),
  );
  return users.map(user => ({
    entityRef: stringifyEntityRef(user),
    displayName: user.spec.profile?.displayName ?? user.metadata.name,
    email: user.spec.profile?.email,
    role: user.metadata.description,
    team: (user.relations ?? [])
      .filter(relation => relation.type === RELATION_MEMBER_OF)
      .map(relation => teams.get(relation.targetRef))
      .find(title => title !== undefined),
  }));
}

/** `GET /api/demo-sign-in/people`: whom one can sign in as. Open to everybody, because nobody is signed in yet. Development only. */
export const demoPeoplePlugin = createBackendPlugin({
  pluginId: 'demo-sign-in',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        httpRouter: coreServices.httpRouter,
      },
      async init({ auth, catalog, httpRouter }) {
        requireDevelopment('the list of demo people');
        const router = Router();
        router.get('/people', async (_req, res) => {
          const { items } = await catalog.getEntities(
            {
              filter: { kind: ['User', 'Group'] },
              order: { field: 'metadata.name', order: 'asc' },
            },
            { credentials: await auth.getOwnServiceCredentials() },
          );
          res.json(
            toDemoPeople(
              items.filter(isUserEntity),
              items.filter(isGroupEntity),
            ),
          );
        });
        httpRouter.use(router);
        httpRouter.addAuthPolicy({ path: '/people', allow: 'unauthenticated' });
      },
    });
  },
});
