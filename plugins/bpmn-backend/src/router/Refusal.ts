import type { ProblemDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { RefusalStatus } from '../openapi/operation';

/** Thrown by a route that cannot do what it is asked to. */
export class Refusal extends Error {
  readonly status: RefusalStatus;
  readonly code: string;

  /**
   * @param kind status, and code by which screens translate
   * @param message for people: "Expected …, but …"
   */
  constructor(
    kind: readonly [status: RefusalStatus, code: string],
    message: string,
    readonly details: Partial<
      Pick<ProblemDetails, 'parameters' | 'problems' | 'elementIds'>
    > = {},
  ) {
    super(message);
    [this.status, this.code] = kind;
    this.name = 'Refusal';
  }
}
