import {
  holdsAtStart,
  type Variables,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Clock } from '../clock/Clock';
import type { Definitions } from '../deployments/Definitions';
import type { Handled, InstanceService } from '../instances/InstanceService';
import type { DefinitionRecord } from '../store/deployments';

/** Begins an instance by each conditional start event of a version whose condition holds for these variables. */
export async function startIfTrue(
  {
    definitions,
    instances,
    clock,
  }: {
    readonly definitions: Definitions;
    readonly instances: InstanceService;
    readonly clock: Clock;
  },
  { id, processKey, ownerRef }: DefinitionRecord,
  {
    variables,
    actor,
  }: { readonly variables: Variables; readonly actor: string },
): Promise<readonly Handled[]> {
  const { definition } = await definitions.get(id);
  const now = clock.now();
  const started: Handled[] = [];
  for (const { elementId, event } of definition.startTriggers) {
    if (holdsAtStart(definition, elementId, { variables, now })) {
      const request = { definitionId: id, processKey, ownerRef, variables };
      started.push(
        await instances.start(
          { ...request, startEvent: elementId, event: event.index },
          { actor },
        ),
      );
    }
  }
  return started;
}
