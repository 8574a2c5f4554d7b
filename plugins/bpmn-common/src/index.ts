/**
 * What every part of BPMN Pipelines shares: its vocabulary, permissions and the `pipeline:` extension of BPMN.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './catalog';
export * from './client';
export * from './glossary';
export * from './moddle';
export * from './permissions';
