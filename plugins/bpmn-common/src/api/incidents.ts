import type { IncidentKind, JsonObject } from '../glossary';
import type { PageQuery } from './page';

/**
 * Why an element instance cannot go on without a person.
 *
 * @public
 */
export interface Incident {
  readonly id: string;
  readonly instanceId: string;
  readonly processId: string;
  readonly ownerRef: string;
  readonly elementId: string;
  readonly elementInstanceKey: number;
  readonly kind: IncidentKind;
  readonly message: string;
  readonly raisedAt: string;
  readonly jobType?: string;
  /** The BPMN error that nobody catches. */
  readonly errorCode?: string;
}

/**
 * Filters of the list of incidents; all of them have to hold.
 *
 * @public
 */
export interface IncidentQuery extends PageQuery {
  readonly instanceId?: string;
  readonly processId?: string;
  readonly ownerRef?: string;
  readonly kind?: readonly IncidentKind[];
  readonly elementId?: string;
}

/**
 * What has been changed so that the element instance can go on.
 *
 * @public
 */
export interface ResolveIncidentRequest {
  /** Set before it tries again, in one step with it. */
  readonly variables?: JsonObject;
  /** Scope that gets them; absent: the process. */
  readonly scopeKey?: number;
  /** For a failed job: tries that it gets; absent: as the model says. */
  readonly retries?: number;
}

/**
 * Which incidents are to be retried.
 *
 * @public
 */
export interface RetryIncidentsRequest {
  readonly processId?: string;
  readonly ownerRef?: string;
  readonly instanceId?: string;
  readonly elementId?: string;
  readonly kind?: readonly IncidentKind[];
  readonly retries?: number;
  /** Most incidents, 1 to 200. Default: 50. */
  readonly limit?: number;
}

/**
 * What came of retrying many.
 *
 * @public
 */
export interface RetryIncidentsResult {
  /** Ids of those that try again. */
  readonly retried: readonly string[];
  readonly refused: readonly {
    readonly id: string;
    readonly code: string;
    readonly detail: string;
  }[];
  /** Whether there are more. */
  readonly hasMore: boolean;
}
