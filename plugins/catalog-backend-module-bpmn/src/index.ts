/**
 * Processes of BPMN Pipelines in the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleBpmn as default } from './module';
