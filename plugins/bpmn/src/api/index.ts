export { allOf, type Some } from './allOf';
export { bpmnApiRef } from './bpmnApiRef';
export { NotReachedError } from './NotReachedError';
