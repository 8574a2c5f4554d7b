import type { BpmnService } from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/** What the action asks of processes. */
export type StartingBpmn = Pick<
  BpmnService,
  | 'startInstance'
  | 'getInstance'
  | 'followInstance'
  | 'listScriptAttempts'
  | 'followScriptLog'
>;
