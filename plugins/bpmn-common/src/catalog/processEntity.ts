import { Entity } from '@backstage/catalog-model';

/**
 * `spec.type` of the catalog components that are processes.
 *
 * @public
 */
export const PROCESS_ENTITY_TYPE = 'bpmn-process';

/**
 * Annotation by which any entity names the processes it uses: process ids, separated by commas.
 *
 * @public
 */
export const PROCESSES_ANNOTATION = 'bpmn-pipelines.dev/processes';

/**
 * Whether a catalog entity is a process. The only place that knows how processes are modelled in the catalog: ask
 * here rather than looking at kind and type.
 *
 * @public
 */
export function isProcessEntity(entity: Entity): boolean {
  return (
    entity.kind.toLocaleLowerCase('en-US') === 'component' &&
    entity.spec?.type === PROCESS_ENTITY_TYPE
  );
}

/**
 * Topic of the event that tells which processes were deployed or handed over; its payload is `{ processIds: string[] }`. A hint, which can get
 * lost.
 *
 * @public
 */
export const PROCESSES_CHANGED_TOPIC = 'bpmn.processes-changed';

/**
 * Whether a process is kept in git: its entity holds the model, and deploys itself whenever that changes. Such a process is read-only in the
 * modeler.
 *
 * @public
 */
export function isProcessFromGit(entity: Entity): boolean {
  return isProcessEntity(entity) && typeof entity.spec?.definition === 'string';
}
