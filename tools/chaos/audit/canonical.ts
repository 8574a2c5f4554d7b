import { createHash } from 'node:crypto';
import {
  rowsToJson,
  type RowsJson,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine/testing';

type Rows = Parameters<typeof rowsToJson>[0];

/** Values of which more bytes are kept in the instance only; history has their hash. */
const LARGEST_KEPT = 4096;

/** What stands in history for a large value. */
export function shortened(value: unknown): unknown {
  const text = JSON.stringify(value) ?? 'null';
  return text.length > LARGEST_KEPT
    ? {
        $sha256: createHash('sha256').update(text).digest('hex'),
        $size: Buffer.byteLength(text),
      }
    : value;
}

/** Text that is the same for rows that say the same, however they were come by, part by part. */
export function canonical(rows: Rows): ReadonlyMap<keyof RowsJson, string> {
  const json = rowsToJson(rows);
  return new Map(
    (Object.keys(json) as (keyof RowsJson)[]).map(part => {
      const value = part === 'bytes' ? bytesTold(json) : json[part];
      const texts =
        part === 'variables'
          ? json.variables.flatMap(([key, scope]) =>
              Object.keys(scope).map(name =>
                textOf([key, name, shortened(scope[name])]),
              ),
            )
          : (Array.isArray(value) ? value : [value]).map(textOf);
      return [part, texts.sort().join('\n')];
    }),
  );
}

/** Bytes as history knows them: with what stands in it for large values. */
function bytesTold({ bytes, variables }: RowsJson): number {
  const values = variables.flatMap(([, scope]) => Object.values(scope));
  const hidden = values.map(value => sizeOf(value) - sizeOf(shortened(value)));
  return bytes === 0 ? 0 : bytes - hidden.reduce((sum, one) => sum + one, 0);
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? 'null');
}

/** JSON with the names of every object in order. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (name, part) => {
    if (!isObject(part)) {
      return part;
    }
    const values = part as Readonly<Record<string, unknown>>;
    return Object.fromEntries(
      Object.keys(values)
        .sort()
        .map(key => [
          key,
          name === 'variables' ? shortened(values[key]) : values[key],
        ]),
    );
  });
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
