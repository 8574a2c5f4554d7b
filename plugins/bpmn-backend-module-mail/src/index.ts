/**
 * Mails for BPMN Pipelines: a connector, and a channel on which people are told of their tasks.
 *
 * @packageDocumentation
 */
export { bpmnModuleMail as default } from './module';
