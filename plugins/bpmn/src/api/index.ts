export { bpmnApiRef } from './bpmnApiRef';
