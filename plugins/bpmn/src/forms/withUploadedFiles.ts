import type {
  FileReference,
  JsonObject,
  JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

const CHOSEN = 'files::';

interface Component {
  readonly type?: string;
  readonly key?: string;
  readonly multiple?: unknown;
  readonly components?: readonly Component[];
}

/** A form as somebody has filled it in. */
export interface FilledForm {
  readonly schema: object;
  /** Chosen files are named `files::…` in them. */
  readonly values: object;
  readonly files: ReadonlyMap<string, readonly File[]>;
}

/**
 * Values of a form with references in the place of the files that were chosen: one, or a list where the field takes several. A field
 * without a file has none.
 */
export async function withUploadedFiles(
  { values, files, schema }: FilledForm,
  upload: (file: File) => Promise<FileReference>,
): Promise<JsonObject> {
  const several = severalOf(schema);
  const uploaded = new Map<string, readonly FileReference[]>();
  for (const [id, chosen] of files) {
    const references: FileReference[] = [];
    for (const file of chosen) {
      references.push(await upload(file));
    }
    uploaded.set(id, references);
  }
  const replaced = (value: unknown, name: string): JsonValue => {
    if (typeof value === 'string' && value.startsWith(CHOSEN)) {
      const references = uploaded.get(value) ?? [];
      const one = references[0] ?? null;
      return (several.has(name) ? references : one) as unknown as JsonValue;
    }
    if (Array.isArray(value)) {
      return value.map(item => replaced(item, name));
    }
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, replaced(item, key)]),
      );
    }
    return value as JsonValue;
  };
  return replaced(values, '') as JsonObject;
}

/** Values without the files that were chosen: those are kept by the browser alone, and not for long. */
export function withoutChosenFiles(values: object): JsonObject {
  return JSON.parse(
    JSON.stringify(values, (_, value) =>
      typeof value === 'string' && value.startsWith(CHOSEN) ? undefined : value,
    ),
  );
}

/** Names of the values of fields that take several files: the last part of what they are bound to. */
function severalOf(schema: object): ReadonlySet<string> {
  const names = new Set<string>();
  const places: Component[] = [schema as Component];
  for (let place = places.pop(); place; place = places.pop()) {
    const { type, key, multiple, components = [] } = place;
    if (type === 'filepicker' && key && multiple) {
      names.add(key.split('.').at(-1)!);
    }
    places.push(...components);
  }
  return names;
}
