import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** What is shown in place of a secret. */
export const REDACTED = '[secret]';

/** Takes secrets out of all texts in a value, names included. */
export function redact(
  value: JsonValue,
  secrets: readonly string[],
): JsonValue {
  return secrets.length === 0 ? value : redactAll(value, spellings(secrets));
}

/** Takes secrets out of an answer, whatever it is; a header, and so its echo, is Latin-1. */
export function redactBytes(bytes: Buffer, secrets: readonly string[]): Buffer {
  return secrets.length === 0
    ? bytes
    : Buffer.from(
        redactText(bytes.toString('latin1'), spellings(secrets)),
        'latin1',
      );
}

/** As whoever got a secret may send it back. The longest first: it may contain a shorter one. */
function spellings(secrets: readonly string[]): readonly string[] {
  const all = secrets.flatMap(secret => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret, 'latin1').toString('base64'),
  ]);
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}

function redactAll(value: JsonValue, hidden: readonly string[]): JsonValue {
  if (typeof value === 'string') {
    return redactText(value, hidden);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(item => redactAll(item, hidden))
    : Object.fromEntries(
        Object.entries(value).map(([name, item]) => [
          redactText(name, hidden),
          redactAll(item, hidden),
        ]),
      );
}

function redactText(text: string, hidden: readonly string[]): string {
  return hidden.reduce(
    (rest, secret) => rest.replaceAll(secret, REDACTED),
    text,
  );
}
