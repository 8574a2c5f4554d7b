import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** Bytes of a value as JSON text in UTF-8. */
export function jsonBytes(value: JsonValue): number {
  switch (typeof value) {
    case 'string':
      return textBytes(value);
    case 'number':
      return JSON.stringify(value).length;
    case 'boolean':
      return value ? 4 : 5;
    case 'object':
      return structureBytes(value);
    default:
      // What is no JSON is null in a list.
      return 4;
  }
}

/** Brackets, commas, and what is between them. */
function structureBytes(value: JsonValue & (object | null)): number {
  if (value === null) {
    return 4;
  }
  let bytes = 2;
  if (Array.isArray(value)) {
    for (const item of value) {
      bytes += jsonBytes(item) + 1;
    }
    return value.length > 0 ? bytes - 1 : bytes;
  }
  const names = Object.keys(value);
  for (const name of names) {
    bytes += textBytes(name) + jsonBytes((value as any)[name]) + 2;
  }
  return names.length > 0 ? bytes - 1 : bytes;
}

/** Nothing in it that JSON writes in more than one byte. */
const PLAIN = /^[ !#-[\]-~]*$/;

function textBytes(text: string): number {
  if (PLAIN.test(text)) {
    return text.length + 2;
  }
  let bytes = 2;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isPaired(text, index, code)) {
      bytes += 4;
      index++;
    } else {
      bytes += codeBytes(code);
    }
  }
  return bytes;
}

function isPaired(text: string, index: number, code: number): boolean {
  const next = text.charCodeAt(index + 1);
  return code >= 0xd800 && code < 0xdc00 && next >= 0xdc00 && next < 0xe000;
}

const SHORT_ESCAPES = new Set(
  Array.from('"\\\b\t\n\f\r', character => character.charCodeAt(0)),
);

function codeBytes(code: number): number {
  if (SHORT_ESCAPES.has(code)) {
    return 2;
  }
  // Control characters and lone surrogates are written as \u and four digits.
  if (code < 0x20 || (code >= 0xd800 && code < 0xe000)) {
    return 6;
  }
  if (code < 0x80) {
    return 1;
  }
  return code < 0x800 ? 2 : 3;
}
