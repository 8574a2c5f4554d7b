/**
 * Connector "HTTP request" for BPMN Pipelines.
 *
 * @packageDocumentation
 */
export { bpmnModuleHttp as default } from './module';
