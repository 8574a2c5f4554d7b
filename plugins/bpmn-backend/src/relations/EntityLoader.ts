import type { Entity } from '@backstage/catalog-model';
import type { PeopleCatalog } from './PeopleCatalog';

/** Entities, each asked for once; those that are asked for at the same time are one question to the catalog, whoever asks. */
export class EntityLoader {
  private readonly known = new Map<string, Promise<Entity | undefined>>();
  private next?: {
    readonly refs: string[];
    readonly found: Promise<ReadonlyMap<string, Entity>>;
  };

  constructor(private readonly catalog: PeopleCatalog) {}

  /** An entity; undefined: there is none. */
  load(ref: string): Promise<Entity | undefined> {
    let entity = this.known.get(ref);
    if (!entity) {
      this.next ??= this.begin();
      const { refs, found } = this.next;
      refs.push(ref);
      entity = found.then(entities => entities.get(ref));
      this.known.set(ref, entity);
    }
    return entity;
  }

  /** Those of some refs that there are entities of, in the same order. */
  async existing(refs: readonly string[]): Promise<readonly string[]> {
    const entities = await Promise.all(refs.map(ref => this.load(ref)));
    return refs.filter((_, index) => entities[index]);
  }

  private begin(): NonNullable<EntityLoader['next']> {
    const refs: string[] = [];
    const ask = async () => {
      // All who go on at the same time have asked by then.
      await new Promise(setImmediate);
      this.next = undefined;
      return this.catalog.find(refs);
    };
    return { refs, found: ask() };
  }
}
