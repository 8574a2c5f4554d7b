import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type {
  FileReference,
  JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Operations, OperationTypes, TypesOf } from '../openapi/operation';
import type { EventStream } from './EventStream';
import type { RouteServices } from './RouteServices';
import type { OpenFile } from './sendFile';
import type { Upload } from './uploadOf';

/** A request that is as the OpenAPI document says. */
export interface Call<Types extends OperationTypes = OperationTypes> {
  readonly params: NonNullable<Types['params']>;
  readonly query: NonNullable<Types['query']>;
  readonly body: Types['body'];
  readonly idempotencyKey?: string;
  readonly lastEventId?: string;
  readonly credentials: BackstageCredentials<
    BackstageUserPrincipal | BackstageServicePrincipal
  >;
  /** Entity ref, or the subject of a service. */
  readonly actor: string;
  /** False: somebody who is not asks an operation that is open to all. */
  readonly isSignedIn: boolean;
  /** Aborts when whoever has asked is gone. */
  readonly signal: AbortSignal;
  /** Adds to what the auditor is told, such as how it was before and how it is after. No values of sensitive variables. */
  note(meta: JsonObject): void;
  /** Answers with events, of an operation that is a stream. */
  stream(): EventStream;
  /** The bytes that come, to an operation that takes a file. */
  upload(): Upload;
  /** Answers with a file. */
  sendFile(file: FileReference, open: OpenFile): Promise<void>;
}

/** Does what a request asks for: authorises, calls one service, and maps what that gives. */
export type Handler<Types extends OperationTypes> = (
  call: Call<Types>,
  services: RouteServices,
) => Promise<Types['answer']>;

/** One handler for each operation. */
export type Handlers<Ops extends Operations> = {
  readonly [Id in keyof Ops]: Handler<TypesOf<Ops[Id]>>;
};
