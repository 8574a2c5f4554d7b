import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  CaseIncident,
  CaseVariables,
  DeployError,
} from '../betsy/caseHost';
import type { ScriptAnswer } from '../betsy/scripts';

/** A job that somebody is to do. */
export interface HandedJob {
  readonly type: string;
  readonly processId: string;
  readonly elementId: string;
  readonly variables: Readonly<Record<string, JsonValue>>;
  /** Says what came of it. Nothing happens if it is not wanted any more. */
  answer(answer: ScriptAnswer['answer']): Promise<void>;
}

/** What the suite wants of a durable host: what any client can. */
export interface ProcessApi {
  deploy(xml: string): Promise<readonly DeployError[]>;
  start(processId: string, variables: CaseVariables): Promise<void>;
  /** Starts an instance by each conditional start event whose condition holds. */
  startIfTrue(processId: string, variables: CaseVariables): Promise<void>;
  /** Hands out the jobs that are due, of any type. */
  activateJobs(): Promise<readonly HandedJob[]>;
  incidents(): Promise<readonly CaseIncident[]>;
}

/** A durable host and its clock. */
export interface DurableHost {
  readonly api: ProcessApi;
  /** Epoch milliseconds. */
  now(): number;
  setNow(now: number): void;
  /** Lets its workers do what is due. Returns whether there was anything. */
  work(): Promise<boolean>;
  stop(): Promise<void>;
}
