/**
 * Actions of the scaffolder for BPMN Pipelines.
 *
 * @packageDocumentation
 */
export { scaffolderModuleBpmn as default } from './module';
