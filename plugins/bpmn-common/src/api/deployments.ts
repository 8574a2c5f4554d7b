import type { PageQuery } from './page';
import type { ResourceProblem } from './problemDetails';

/**
 * A document that is deployed or drafted: a model (its name ends in `.bpmn`), a form, or another one that belongs to them.
 *
 * @public
 */
export interface BundleResource {
  /** As people know it; each once. */
  readonly name: string;
  /** Media type; absent: told from the name. */
  readonly contentType?: string;
  /** What is in it. */
  readonly content: string;
}

/**
 * Documents that are deployed together.
 *
 * @public
 */
export interface DeploymentRequest {
  /** Entity ref of the group that is to own the processes, e.g. `group:default/finance`. */
  readonly ownerRef: string;
  /** Models (names ending in `.bpmn`), forms and other documents that belong to them. */
  readonly resources: readonly BundleResource[];
  /** The draft that is deployed: it notes what it was deployed as. */
  readonly draft?: DraftRevision;
}

/**
 * A draft as somebody has seen it.
 *
 * @public
 */
export interface DraftRevision {
  /** Of the draft. */
  readonly id: string;
  /** Refused if it is not the present one. */
  readonly revision: number;
}

/**
 * Documents that are checked as if they were deployed.
 *
 * @public
 */
export interface CheckResourcesRequest {
  /** Entity ref of the group that is to own the processes. */
  readonly ownerRef: string;
  /** Models, forms and other documents that belong to them. */
  readonly resources: readonly BundleResource[];
}

/**
 * What would be said if they were deployed.
 *
 * @public
 */
export interface CheckResourcesResult {
  /** All problems: with an error among them nothing would be deployed. */
  readonly problems: readonly ResourceProblem[];
}

/**
 * Hands a process over.
 *
 * @public
 */
export interface MoveProcessRequest {
  /** Entity ref of the group that is to own it. */
  readonly ownerRef: string;
}

/**
 * What came of a deployment.
 *
 * @public
 */
export interface DeploymentResult {
  /** The version of each process: a new one, or the latest if nothing has changed. */
  readonly definitions: readonly ProcessDefinition[];
  /** Warnings. */
  readonly problems: readonly ResourceProblem[];
}

/**
 * What was deployed together.
 *
 * @public
 */
export interface Deployment {
  /** Opaque. */
  readonly id: string;
  /** Entity ref of the group that owned the processes then. */
  readonly ownerRef: string;
  /** Who has deployed it: an entity ref, or the subject of a service. */
  readonly deployedBy: string;
  /** When it was deployed. */
  readonly deployedAt: string;
  /** SHA-256 of what was deployed, in hexadecimal. */
  readonly contentHash: string;
  /** Its documents, without what is in them. Two deployments differ where names or hashes do. */
  readonly resources: readonly DeploymentResource[];
}

/**
 * A document of a deployment.
 *
 * @public
 */
export interface DeploymentResource {
  /** As people know it. */
  readonly name: string;
  /** Media type. */
  readonly contentType: string;
  /** SHA-256 of its content, in hexadecimal. */
  readonly contentHash: string;
}

/**
 * A document of a deployment, with what is in it.
 *
 * @public
 */
export interface DeploymentDocument extends DeploymentResource {
  /** What is in it. */
  readonly content: string;
}

/**
 * A version of a process. Never changes.
 *
 * @public
 */
export interface ProcessDefinition {
  /** Opaque. */
  readonly id: string;
  /** Id of the process; also its name in the catalog. */
  readonly processId: string;
  /** 1, 2, … */
  readonly version: number;
  /** What the model calls the version. */
  readonly versionTag?: string;
  /** As people know it. */
  readonly name?: string;
  /** Entity ref of the group that owns the process. */
  readonly ownerRef: string;
  /** What it was deployed with. */
  readonly deploymentId: string;
  /** Document of the deployment that the process is in. */
  readonly resourceName: string;
  /** SHA-256 of what was deployed, in hexadecimal. */
  readonly contentHash: string;
  /** When it was deployed. */
  readonly deployedAt: string;
}

/**
 * Filters of the list of processes.
 *
 * @public
 */
export interface ProcessQuery extends PageQuery {
  /** Entity ref of the group that owns the process. */
  readonly ownerRef?: string;
  /** What the process id begins with; case does not matter. */
  readonly processIdPrefix?: string;
}
