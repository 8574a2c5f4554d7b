/**
 * Front end of BPMN Pipelines.
 *
 * @packageDocumentation
 */
export { bpmnPlugin as default } from './plugin';
