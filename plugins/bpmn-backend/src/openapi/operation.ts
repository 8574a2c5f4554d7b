import type { JsonSchema, Optional, PropertiesOf } from './schema';

/** What goes in and comes out of an operation, as types. */
export interface OperationTypes {
  readonly params?: object;
  readonly query?: object;
  readonly body?: unknown;
  readonly answer?: unknown;
}

/** Statuses by which an operation can refuse. */
export type RefusalStatus = 400 | 404 | 409 | 413 | 415 | 416 | 422 | 503;

/**
 * One operation of the REST API. From these the OpenAPI document is made, requests are validated and routes are registered: an operation is
 * in all of them or in none.
 */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As OpenAPI has it, e.g. `/deployments/{deploymentId}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Name of the permission that it needs; absent: none. */
  readonly permission?: string;
  /** Whether those are answered too who are not signed in. */
  readonly isOpen?: true;
  /** One for each name in the path. */
  readonly params?: Readonly<Record<string, JsonSchema>>;
  readonly query?: Readonly<Record<string, JsonSchema | Optional>>;
  /** Whether the same request with the same `Idempotency-Key` is done once. */
  readonly isIdempotent?: true;
  /** Whether it goes on where the `Last-Event-ID` says. */
  readonly isStream?: true;
  /** Whether its body is a file, which is taken as it comes. */
  readonly isUpload?: true;
  readonly body?: JsonSchema;
  /** Largest body in bytes; absent: 5 MiB. */
  readonly bodyLimit?: number;
  readonly status: 200 | 201 | 202 | 204;
  /** Absent: there is no body. */
  readonly answer?: JsonSchema;
  /** Absent: `application/json`. */
  readonly answerType?: 'application/xml' | 'text/event-stream' | '*/*';
  /** How it answers if only a part is asked for, or what is known already. */
  readonly otherAnswers?: readonly (206 | 304)[];
  /** How it can refuse, besides 400, 401, 403 and 503. */
  readonly refusals?: readonly RefusalStatus[];
}

/** An operation with the types of what goes in and comes out. */
export interface TypedOperation<Types extends OperationTypes>
  extends Operation {
  /** Never there: it carries the types. */
  readonly types?: Types;
}

/** The types of an operation. */
export type TypesOf<Op> = Op extends TypedOperation<infer Types>
  ? Types
  : never;

/** Operations by their ids. */
export type Operations = Readonly<Record<string, Operation>>;

/** Gives an operation its types, and holds its parameters to them. */
export const operation = <Types extends OperationTypes>(
  described: Operation & {
    readonly params?: PropertiesOf<NonNullable<Types['params']>>;
    readonly query?: PropertiesOf<NonNullable<Types['query']>>;
  },
): TypedOperation<Types> => described;
