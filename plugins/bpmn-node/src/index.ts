/**
 * Contracts between the BPMN Pipelines back end and its modules.
 *
 * @packageDocumentation
 */
export * from './elementTemplates';
export * from './jobs';
