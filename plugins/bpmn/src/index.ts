/**
 * Front end of BPMN Pipelines.
 *
 * @packageDocumentation
 */
export { TasksSidebarItem } from './inbox/TasksSidebarItem';
export { bpmnPlugin as default } from './plugin';
