import type { PageQuery } from './page';
import type { ResourceProblem } from './problemDetails';

/**
 * Documents that are deployed together.
 *
 * @public
 */
export interface DeploymentRequest {
  /** Entity ref of the group that is to own the processes, e.g. `group:default/finance`. */
  readonly ownerRef: string;
  /** Models (names ending in `.bpmn`), forms and other documents that belong to them. */
  readonly resources: readonly {
    readonly name: string;
    readonly contentType?: string;
    readonly content: string;
  }[];
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
  readonly id: string;
  readonly ownerRef: string;
  readonly deployedBy: string;
  readonly deployedAt: string;
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
  readonly name: string;
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
  readonly content: string;
}

/**
 * A version of a process. Never changes.
 *
 * @public
 */
export interface ProcessDefinition {
  readonly id: string;
  readonly processId: string;
  /** 1, 2, … */
  readonly version: number;
  readonly versionTag?: string;
  readonly name?: string;
  readonly ownerRef: string;
  readonly deploymentId: string;
  /** Document of the deployment that the process is in. */
  readonly resourceName: string;
  readonly contentHash: string;
  readonly deployedAt: string;
}

/**
 * Filters of the list of processes.
 *
 * @public
 */
export interface ProcessQuery extends PageQuery {
  readonly ownerRef?: string;
  /** What the process id begins with; case does not matter. */
  readonly processIdPrefix?: string;
}
