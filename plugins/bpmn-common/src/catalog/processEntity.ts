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
