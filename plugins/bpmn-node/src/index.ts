/**
 * Contracts between the BPMN Pipelines back end, its modules and other plugins.
 *
 * @packageDocumentation
 */
export * from './elementTemplates';
export * from './jobs';
export * from './mails';
export * from './scripts';
export * from './service';
export * from './tasks';
