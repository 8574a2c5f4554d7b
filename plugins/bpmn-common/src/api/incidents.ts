import type { IncidentKind, JsonObject } from '../glossary';
import type { PageQuery } from './page';

/**
 * Why an element instance cannot go on without a person.
 *
 * @public
 */
export interface Incident {
  /** Opaque. */
  readonly id: string;
  /** The process instance. */
  readonly instanceId: string;
  /** Id of the process; also its name in the catalog. */
  readonly processId: string;
  /** Entity ref of the group that owns the process. */
  readonly ownerRef: string;
  /** Id of the element in the model. */
  readonly elementId: string;
  /** The element instance that waits. */
  readonly elementInstanceKey: number;
  /** What kind it is of. */
  readonly kind: IncidentKind;
  /** For people. */
  readonly message: string;
  /** When it was raised. */
  readonly raisedAt: string;
  /** Type of the job that failed. */
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
  /** The process instance. */
  readonly instanceId?: string;
  /** Id of the process; also its name in the catalog. */
  readonly processId?: string;
  /** Entity ref of the group that owns the process. */
  readonly ownerRef?: string;
  /** What kind it is of. */
  readonly kind?: readonly IncidentKind[];
  /** Id of the element in the model. */
  readonly elementId?: string;
  /** What people know the instance by. */
  readonly businessKey?: string;
  /** Raised at this time or later. */
  readonly raisedAfter?: string;
  /** Raised before this time. */
  readonly raisedBefore?: string;
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
  /** Id of the process; also its name in the catalog. */
  readonly processId?: string;
  /** Entity ref of the group that owns the process. */
  readonly ownerRef?: string;
  /** The process instance. */
  readonly instanceId?: string;
  /** Id of the element in the model. */
  readonly elementId?: string;
  /** What kind it is of. */
  readonly kind?: readonly IncidentKind[];
  /** What people know the instance by. */
  readonly businessKey?: string;
  /** Raised at this time or later. */
  readonly raisedAfter?: string;
  /** Raised before this time. */
  readonly raisedBefore?: string;
  /** Tries that it gets. */
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
  /** What could not be tried again, and why. */
  readonly refused: readonly {
    /** Opaque. */
    readonly id: string;
    /** Error code of the model; empty: one that only what catches all errors catches. */
    readonly code: string;
    /** Why, for people. */
    readonly detail: string;
  }[];
  /** Whether there are more. */
  readonly hasMore: boolean;
}
