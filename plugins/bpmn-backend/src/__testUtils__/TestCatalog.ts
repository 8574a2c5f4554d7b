import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { MANAGER_ANNOTATION } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { PeopleCatalog } from '../relations/PeopleCatalog';

interface Described {
  /** Whom its annotation names. */
  readonly manager?: string;
  /** Refs by the types of relations. */
  readonly related?: Readonly<Record<string, readonly string[]>>;
}

/** A catalog that says what it is told to. */
export class TestCatalog implements PeopleCatalog {
  /** What was asked for, each time. */
  readonly asked: (readonly string[])[] = [];
  isAway = false;
  private readonly entities = new Map<string, Entity>();

  async find(refs: readonly string[]) {
    this.asked.push([...refs]);
    if (this.isAway) {
      throw new Error('The catalog is away');
    }
    return new Map(
      refs.flatMap(ref => {
        const entity = this.entities.get(ref);
        return entity ? [[ref, entity] as const] : [];
      }),
    );
  }

  /** Puts an entity there, or another in its place. */
  put(ref: string, { manager, related = {} }: Described = {}): this {
    const { kind, namespace, name } = parseEntityRef(ref);
    const annotations: Record<string, string> = {
      ...(manager && { [MANAGER_ANNOTATION]: manager }),
    };
    const entity: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { namespace, name, annotations },
      relations: Object.entries(related).flatMap(([type, targets]) =>
        targets.map(targetRef => ({ type, targetRef })),
      ),
    };
    this.entities.set(stringifyEntityRef(entity), entity);
    return this;
  }
}
