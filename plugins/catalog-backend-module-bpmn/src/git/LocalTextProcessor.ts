import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type {
  CatalogProcessor,
  LocationSpec,
} from '@backstage/plugin-catalog-node';
import { isProcessEntity } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

type JsonObject = NonNullable<Entity['spec']>;
type JsonValue = Exclude<JsonObject[string], undefined>;

/**
 * Reads what the entity of a process refers to (`$text`) where both are files of this machine: the catalog itself reads from addresses only.
 * A file is found beside the entity or below it, and nowhere else.
 */
export class LocalTextProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'LocalTextProcessor';
  }

  /** Before the catalog's own, which takes every reference for an address. */
  getPriority(): number {
    return 10;
  }

  async preProcessEntity(
    entity: Entity,
    { type, target }: LocationSpec,
  ): Promise<Entity> {
    if (type !== 'file' || !isProcessEntity(entity)) {
      return entity;
    }
    const { definition, resources, ...spec } = entity.spec ?? {};
    const folder = dirname(target);
    return {
      ...entity,
      spec: {
        ...spec,
        ...(definition !== undefined && {
          definition: await textOf(definition, folder),
        }),
        ...(resources !== undefined && {
          resources: isObject(resources)
            ? await textsOf(resources, folder)
            : resources,
        }),
      },
    };
  }
}

async function textsOf(
  resources: JsonObject,
  folder: string,
): Promise<JsonObject> {
  const read: JsonObject = {};
  for (const [name, value = null] of Object.entries(resources)) {
    read[name] = await textOf(value, folder);
  }
  return read;
}

/** What a reference refers to; anything else stays as it is. */
async function textOf(value: JsonValue, folder: string): Promise<JsonValue> {
  const path = isObject(value) ? value.$text : undefined;
  if (typeof path !== 'string' || URL.canParse(path)) {
    return value;
  }
  try {
    return await readFile(resolveSafeChildPath(folder, path), 'utf8');
  } catch (error) {
    throw new InputError(
      `Expected ${path} to be a file beside the entity, but it cannot be read: ${
        (error as Error).message
      }`,
    );
  }
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
