import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Scenario } from './scenario';

/** What is modelled, what the process begins with and what is done to it, and the variables of the process at its end. */
export interface Propagation {
  readonly content: string;
  readonly around?: string;
  readonly before?: JsonObject;
  readonly act?: (story: Scenario) => void;
  readonly after: JsonObject;
}
