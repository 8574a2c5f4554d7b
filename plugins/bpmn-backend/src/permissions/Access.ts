import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
  type PermissionResourceRef,
} from '@backstage/plugin-permission-node';
import type { RowCriteria, RowFilter } from '../store/matching';
import type { Caller } from '../tasks/Caller';

/** What somebody wants to act on: its row, and what kind of thing it is. */
interface Wanted<Resource, Type extends string> {
  readonly permission: ResourcePermission<Type>;
  readonly ref: PermissionResourceRef<Resource, RowFilter, Type>;
  readonly credentials: BackstageCredentials;
}

/**
 * Who may do what. A policy answers with conditions on rows; they become part of the query of a list, and are applied here to single rows that
 * have been loaded anyway, so that there is one question to the policy for each request and no way back.
 */
export class Access {
  constructor(
    private readonly options: {
      readonly permissions: PermissionsService;
      readonly registry: PermissionsRegistryService;
      readonly userInfo: UserInfoService;
    },
  ) {}

  /** Throws unless a permission that concerns no resource is given. */
  async requirePermission(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [{ result }] = await this.options.permissions.authorize(
      [{ permission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw refusal(permission.name);
    }
  }

  /** Whether a permission can be given for anything at all. */
  async isPossible(
    permission: ResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [{ result }] = await this.options.permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    return result !== AuthorizeResult.DENY;
  }

  /** Throws unless the permission is given for each of these rows. */
  async require<Resource, Type extends string>(
    wanted: Wanted<Resource, Type>,
    ...resources: readonly Resource[]
  ): Promise<void> {
    const decision = await this.decide(wanted);
    const isAllowed = createConditionAuthorizer<Resource>(
      this.options.registry.getPermissionRuleset(wanted.ref) as any,
    );
    if (!resources.every(resource => isAllowed(decision, resource))) {
      throw refusal(wanted.permission.name);
    }
  }

  /** Which rows the permission is given for; undefined: all. Throws if there can be none. */
  async criteria<Resource, Type extends string>(
    wanted: Wanted<Resource, Type>,
  ): Promise<RowCriteria> {
    const decision = await this.decide(wanted);
    return decision.result === AuthorizeResult.CONDITIONAL
      ? createConditionTransformer<RowFilter>(
          this.options.registry.getPermissionRuleset(wanted.ref) as any,
        )(decision.conditions)
      : undefined;
  }

  /** Throws unless somebody is a member of a group. A service is whatever its permissions say. */
  async requireMember(
    groupRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { type } = credentials.principal as { readonly type?: string };
    if (type !== 'user') {
      return;
    }
    const { ownershipEntityRefs } = await this.options.userInfo.getUserInfo(
      credentials,
    );
    if (!ownershipEntityRefs.includes(groupRef)) {
      throw new NotAllowedError(
        `Expected you to be a member of ${groupRef}, but you are not. Choose a group of yours as the owner, or ask one of its members`,
      );
    }
  }

  /** Who asks: a person with their groups, or a service. */
  async caller(credentials: BackstageCredentials): Promise<Caller> {
    const { type, subject } = credentials.principal as {
      readonly type?: string;
      readonly subject?: string;
    };
    if (type === 'service' && subject !== undefined) {
      return { actor: subject, refs: [], isService: true };
    }
    const { userEntityRef: actor, ownershipEntityRefs: refs } =
      await this.options.userInfo.getUserInfo(credentials);
    return {
      actor,
      refs: Array.from(new Set([actor, ...refs])),
      isService: false,
    };
  }

  private async decide({
    permission,
    credentials,
  }: Pick<
    Wanted<unknown, string>,
    'permission' | 'credentials'
  >): Promise<PolicyDecision> {
    const [decision] = await this.options.permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.DENY) {
      throw refusal(permission.name);
    }
    return decision;
  }
}

function refusal(permission: string): NotAllowedError {
  return new NotAllowedError(
    `Expected the permission ${permission}, but it is missing. Ask whoever owns the process, or whoever runs the portal`,
  );
}
