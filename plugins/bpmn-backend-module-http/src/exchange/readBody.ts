import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  complete,
  findAnswerProblem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { Refusal } from '../refusal';

/** What is in a body: JSON as values, texts as texts, anything else in Base64; null if there is nothing. */
export interface Body {
  readonly body: JsonValue;
  /** Present if it is not text. */
  readonly bodyEncoding?: 'base64';
}

const JSON_TYPE = /^(application|text)\/([^;\s]+\+)?json$/;
const TEXT_TYPE =
  /^(text\/.*|application\/([^;\s]+\+)?(xml|yaml|x-www-form-urlencoded|javascript))$/;

/** Worth a closer look: whole numbers of fewer digits are exact. */
const LONG_NUMBER = /\d{16}/;
const WHOLE_NUMBER = /^-?\d+$/;

/**
 * Reads a body as its content type says.
 *
 * @throws Refusal if it is not what it says
 */
export function readBody(bytes: Buffer, contentType: string = ''): Body {
  if (bytes.length === 0) {
    return { body: null };
  }
  const [type, ...parameters] = contentType.toLowerCase().split(';');
  if (JSON_TYPE.test(type.trim())) {
    return { body: parseJson(decode(bytes)) };
  }
  const charset = charsetOf(parameters);
  if (charset || TEXT_TYPE.test(type.trim())) {
    return { body: decode(bytes, charset) };
  }
  return { body: bytes.toString('base64'), bodyEncoding: 'base64' };
}

/** A body as text, whatever it is: for people. */
export function decode(bytes: Buffer, charset: string = 'utf-8'): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    throw new Refusal(
      'Expected the answer to be a text in a known encoding, but its content type names another',
    );
  }
}

function charsetOf(parameters: readonly string[]): string | undefined {
  const parameter = parameters
    .map(text => text.trim())
    .find(text => text.startsWith('charset='));
  return parameter?.slice('charset='.length).replace(/^"|"$/g, '') || undefined;
}

function parseJson(text: string): JsonValue {
  const value = tryToParse(text);
  const problem =
    value === undefined || findAnswerProblem(complete({ body: value }));
  if (value === undefined || problem) {
    throw new Refusal(
      'Expected the answer to be JSON of at most 200 levels, as its content type says, but found something else',
    );
  }
  return LONG_NUMBER.test(text) ? parseExactly(text) : value;
}

function tryToParse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Like JSON.parse, but a whole number that JavaScript cannot hold exactly becomes a text of its digits. */
function parseExactly(text: string): JsonValue {
  const reviver = (
    _: string,
    value: JsonValue,
    context?: { readonly source?: string },
  ) => {
    const source = context?.source;
    const isExact =
      typeof value !== 'number' ||
      !source ||
      Number.isSafeInteger(value) ||
      !WHOLE_NUMBER.test(source);
    return isExact ? value : source;
  };
  // The type of JSON.parse does not know the third argument yet.
  return JSON.parse(text, reviver as (key: string, value: unknown) => unknown);
}
