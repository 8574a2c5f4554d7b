import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { headerSchemas, openApiDocument } from './document';
import { isTooDeep, DEEPEST } from './isTooDeep';
import type { Operation } from './operation';
import { isOptional, type JsonSchema, type Optional } from './schema';

/** What of a request an operation has to do with. */
export interface RequestParts {
  readonly params: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly headers: Record<string, unknown>;
  readonly body: unknown;
}

const DOCUMENT = 'openapi.json';
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

const FORMATS = {
  'date-time': (value: string) =>
    ISO.test(value) && !Number.isNaN(Date.parse(value)),
};

/** Parameters arrive as texts. */
const texts = new Ajv2020({
  strict: false,
  coerceTypes: 'array',
  useDefaults: true,
  formats: FORMATS,
});

/** OpenAPI 3.1 is JSON Schema 2020-12, so the document itself is what is validated against. */
const bodies = new Ajv2020({ strict: false, formats: FORMATS });
bodies.addSchema(openApiDocument, DOCUMENT, false, false);

type Part = keyof RequestParts | 'answer';

/** Whether the parts of a request, and answers, are as the document says. Each is compiled when it is first asked for. */
export class OperationValidator {
  private readonly compiled = new Map<Part, ValidateFunction>();

  constructor(private readonly operation: Operation) {}

  /** What is wrong with a request; undefined if nothing is. Gives parameters the types that they are to have, and their defaults. */
  findRequestProblem(parts: RequestParts): string | undefined {
    const { body } = this.operation;
    // First, for what looks at it does so by recursion.
    if (body && isTooDeep(parts.body)) {
      return `Expected a body of at most ${DEEPEST} levels, but it is deeper`;
    }
    return (
      this.findProblem('params', parts.params) ??
      this.findProblem('query', parts.query) ??
      this.findProblem('headers', parts.headers) ??
      (body && this.findProblem('body', parts.body))
    );
  }

  /** What is wrong with an answer; undefined if nothing is. */
  findAnswerProblem(body: unknown): string | undefined {
    return this.operation.answer && this.findProblem('answer', body);
  }

  private findProblem(part: Part, value: unknown): string | undefined {
    let validate = this.compiled.get(part);
    if (!validate) {
      validate = compile(part, this.operation);
      this.compiled.set(part, validate);
    }
    return validate(value) ? undefined : described(part, validate);
  }
}

function compile(part: Part, operation: Operation): ValidateFunction {
  const { params = {}, query = {}, body, answer } = operation;
  switch (part) {
    case 'params':
      return texts.compile(parameters(params));
    case 'query':
      return texts.compile(parameters(query));
    case 'headers':
      return texts.compile(headersOf(operation));
    case 'body':
      return bodies.compile(inDocument(body!));
    case 'answer':
      return bodies.compile(inDocument(answer!));
    default:
      throw new Error(`Unknown part ${part satisfies never}`);
  }
}

/** A schema as it is meant in the document. */
function inDocument(schema: JsonSchema): JsonSchema {
  return typeof schema.$ref === 'string'
    ? { $ref: `${DOCUMENT}${schema.$ref}` }
    : schema;
}

function parameters(
  properties: Readonly<Record<string, JsonSchema | Optional>>,
): JsonSchema {
  const entries = Object.entries(properties);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      entries.map(([name, property]) => [
        name,
        isOptional(property) ? property.optional : property,
      ]),
    ),
    required: entries
      .filter(([, property]) => !isOptional(property))
      .map(([name]) => name),
  };
}

/** Other headers are none of our business. */
function headersOf({ isIdempotent, isStream }: Operation): JsonSchema {
  const { idempotencyKey, lastEventId } = headerSchemas;
  return {
    type: 'object',
    properties: {
      ...(isIdempotent && { [idempotencyKey.name]: idempotencyKey.schema }),
      ...(isStream && { [lastEventId.name]: lastEventId.schema }),
    },
  };
}

function described(part: Part, { errors }: ValidateFunction): string {
  const [{ instancePath, message, params }] = errors!;
  const place = `${part}${instancePath}`;
  const named = params.additionalProperty ?? params.allowedValues;
  return `Expected ${place} as the API describes it, but it ${message}${
    named === undefined ? '' : `: ${[named].flat().join(', ')}`
  }`;
}
