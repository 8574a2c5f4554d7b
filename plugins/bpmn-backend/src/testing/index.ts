export { EvaluationThreads } from '../evaluation';
/**
 * For suites, benchmarks and trials by fire: a host without a portal around it.
 *
 * @packageDocumentation
 */
export { DatabaseClock } from '../clock/DatabaseClock';
export {
  createHost,
  createJobWorker,
  type Host,
  type HostOptions,
} from '../host/Host';
export { startWorkers } from '../host/startWorkers';
export { ElementTemplates } from '../elementTemplates/ElementTemplates';
export { Access } from '../permissions/Access';
export { registerPermissions } from '../permissions/registerPermissions';
export { createRouteServices } from '../plugin';
export { createRouter } from '../router/createRouter';
export { ScriptRunners } from '../scripts/ScriptRunners';
export {
  InstanceStore,
  type InstanceWrite,
  type LoadedInstance,
} from '../store/instances';
export {
  changingColumns,
  instanceTables,
  type InstanceTable,
} from '../store/instances/tables';
export { instanceRow, toTables } from '../store/instances/toTables';
export { outboxRow } from '../store/outbox';
export { migrate } from './migrate';
