import type { Entity } from '@backstage/catalog-model';
import { createComponentExtension } from '@backstage/core-plugin-api';
import { usedProcesses } from '../entity/usedProcesses';
import { inOldApp } from './inOldApp';
import { bpmnPlugin } from './plugin';

/**
 * A process, on the page of its entity. For entities that `isProcessEntity` of
 * `@bpmn-pipelines/backstage-plugin-bpmn-common` finds to be one.
 *
 * @public
 */
export const EntityProcessContent = bpmnPlugin.provide(
  createComponentExtension({
    name: 'EntityProcessContent',
    component: {
      lazy: async () => {
        const { ProcessContent } = await import('../entity/ProcessContent');
        return inOldApp(ProcessContent);
      },
    },
  }),
);

/**
 * The processes that a group owns.
 *
 * @public
 */
export const EntityTeamProcessesCard = bpmnPlugin.provide(
  createComponentExtension({
    name: 'EntityTeamProcessesCard',
    component: {
      lazy: async () => {
        const { TeamProcessesCard } = await import(
          '../entity/TeamProcessesCard'
        );
        return inOldApp(TeamProcessesCard);
      },
    },
  }),
);

/**
 * The processes that an entity uses, as its annotation says.
 *
 * @public
 */
export const EntityUsedProcessesCard = bpmnPlugin.provide(
  createComponentExtension({
    name: 'EntityUsedProcessesCard',
    component: {
      lazy: async () => {
        const { UsedProcessesCard } = await import(
          '../entity/UsedProcessesCard'
        );
        return inOldApp(UsedProcessesCard);
      },
    },
  }),
);

/**
 * Whether an entity says that it uses processes: then there is something on {@link EntityUsedProcessesCard}.
 *
 * @public
 */
export const hasUsedProcesses = (entity: Entity): boolean =>
  usedProcesses(entity).length > 0;
