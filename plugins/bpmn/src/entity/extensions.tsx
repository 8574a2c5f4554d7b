import type { ExtensionDefinition } from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { isProcessEntity } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { usedProcesses } from './usedProcesses';

const processContent = EntityContentBlueprint.make({
  name: 'process',
  params: {
    path: '/process',
    title: 'Process',
    filter: isProcessEntity,
    loader: async () => {
      const { ProcessContent } = await import('./ProcessContent');
      return <ProcessContent />;
    },
  },
});

const teamProcessesCard = EntityCardBlueprint.make({
  name: 'team-processes',
  params: {
    type: 'content',
    filter: ({ kind }) => kind.toLocaleLowerCase('en-US') === 'group',
    loader: async () => {
      const { TeamProcessesCard } = await import('./TeamProcessesCard');
      return <TeamProcessesCard />;
    },
  },
});

const usedProcessesCard = EntityCardBlueprint.make({
  name: 'used-processes',
  params: {
    type: 'content',
    filter: entity => usedProcesses(entity).length > 0,
    loader: async () => {
      const { UsedProcessesCard } = await import('./UsedProcessesCard');
      return <UsedProcessesCard />;
    },
  },
});

/** What this folder adds to a portal. */
export const entityExtensions: readonly ExtensionDefinition[] = [
  processContent,
  teamProcessesCard,
  usedProcessesCard,
];
