import type { Observed } from './scripts';

/** Why a file cannot be deployed. */
export interface DeployError {
  readonly elementId?: string;
  readonly message: string;
}

/** Something that cannot go on. */
export interface CaseIncident {
  readonly elementId: string;
  readonly kind: string;
  readonly message: string;
}

/** What a case runs on: it does everything that can be done at once, and has a clock that is moved by hand. */
export interface CaseHost {
  /** Deploys a document. Returns its errors: then it is not deployed. */
  deploy(xml: string): Promise<readonly DeployError[]>;
  start(processId: string, variables: CaseVariables): Promise<void>;
  /** Starts an instance by each conditional start event whose condition holds. */
  startIfTrue(processId: string, variables: CaseVariables): Promise<void>;
  advance(milliseconds: number): Promise<void>;
  incidents(): Promise<readonly CaseIncident[]>;
}

/** Variables of a case. */
export type CaseVariables = Readonly<Record<string, string | number>>;

/** Opens a host with nothing in it, for one case; its scripts note what they do. */
export type OpenHost = (observed: Observed) => Promise<CaseHost>;
