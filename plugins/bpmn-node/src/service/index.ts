export type { BpmnService, BpmnServiceRequestOptions } from './bpmnService';
export { bpmnServiceRef } from './bpmnServiceRef';
