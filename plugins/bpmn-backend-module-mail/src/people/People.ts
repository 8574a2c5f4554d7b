import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { parseAddress, type Address } from '../mail/address';
import { Refusal } from '../refusal';
import type { Catalog } from './Catalog';

const PERSON = /^(user|group):/i;

/** Finds where people can be written to. */
export class People {
  constructor(private readonly catalog: Catalog) {}

  /**
   * Addresses that a text stands for: itself, that of a user, or those of a group: its own, else those of its members. Throws a Refusal if there
   * is none.
   */
  async addressesOf(text: string): Promise<readonly Address[]> {
    if (!PERSON.test(text.trim())) {
      const address = parseAddress(text);
      if (!address) {
        throw new Refusal(
          'Expected recipients to be addresses such as ada@example.com, or entity refs such as user:default/ada or group:default/finance, but one is neither',
        );
      }
      return [address];
    }
    const ref = refOf(text);
    const addresses = ref ? await this.ofRef(ref) : [];
    if (addresses.length === 0) {
      throw new Refusal(
        'Expected the catalog to know an e-mail address of each recipient (spec.profile.email), but of one it does not',
      );
    }
    return addresses;
  }

  /** Users whom entity refs stand for: themselves, and the members of groups. A group that has no members stands for itself. */
  async usersOf(refs: readonly string[]): Promise<readonly string[]> {
    const users = new Set<string>();
    for (const ref of refs) {
      if (!ref.startsWith('group:')) {
        users.add(ref);
        continue;
      }
      const members = await this.catalog.members(ref);
      members.forEach(member => users.add(stringifyEntityRef(member)));
      if (members.length === 0) {
        users.add(ref);
      }
    }
    return [...users];
  }

  private async ofRef(ref: string): Promise<readonly Address[]> {
    const entity = await this.catalog.find(ref);
    const own = entity && addressOf(entity);
    if (own) {
      return [own];
    }
    const members = ref.startsWith('group:')
      ? await this.catalog.members(ref)
      : [];
    return members.flatMap(member => addressOf(member) ?? []);
  }
}

function refOf(text: string): string | undefined {
  try {
    return stringifyEntityRef(parseEntityRef(text.trim()));
  } catch {
    return undefined;
  }
}

function addressOf({ metadata, spec }: Entity): Address | undefined {
  const { profile } = (spec ?? {}) as {
    readonly profile?: {
      readonly email?: string;
      readonly displayName?: string;
    };
  };
  const address = parseAddress(String(profile?.email ?? ''));
  const name = String(profile?.displayName ?? metadata.title ?? '');
  // What the catalog says comes from outside as well.
  return address && { ...address, name: name.replace(/[\p{Cc}<>"]/gu, ' ') };
}
