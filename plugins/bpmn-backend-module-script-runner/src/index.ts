/**
 * Runner of BPMN Pipelines for Python and R: each script in a sandbox of its own.
 *
 * @packageDocumentation
 */
export { bpmnModuleScriptRunner as default } from './module';
