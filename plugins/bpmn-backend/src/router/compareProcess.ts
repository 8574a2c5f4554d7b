import {
  processIdKey,
  processReadPermission,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { processOperations } from '../openapi/processes';
import type { TypesOf } from '../openapi/operation';
import { processResourceRef } from '../permissions/resources';
import type { DefinitionRecord, Resource } from '../store/deployments';
import type { Call, Handler } from './Call';
import { found } from './found';
import { Refusal } from './Refusal';
import type { RouteServices } from './RouteServices';

type Comparison = TypesOf<(typeof processOperations)['compareProcess']>;

/** Says what differs between two versions of a process, or a version and a draft of it. */
export const compareProcess: Handler<Comparison> = async (call, services) => {
  const { processId } = call.params;
  const { from, to, draftId } = call.query;
  if (to !== undefined && draftId !== undefined) {
    throw new Refusal(
      [400, 'invalidArgument'],
      'Expected to or draftId, but found both',
    );
  }
  const before = await version(call, services, from);
  const after =
    draftId === undefined
      ? resourcesOf(await version(call, services, to), services)
      : draftResources(call, services, { processId, draftId });
  return services.comparisons.compare(
    await resourcesOf(before, services),
    await after,
  );
};

/** A version, or the latest one. */
async function version(
  call: Call<Comparison>,
  { access, deploymentQueries }: RouteServices,
  number: number | undefined,
): Promise<DefinitionRecord> {
  const { processId } = call.params;
  const definition = found(
    await deploymentQueries.findVersion(processId, number),
    {
      what: number === undefined ? 'process' : `version ${number} of process`,
      id: processId,
    },
  );
  await access.require(reading(call), definition);
  return definition;
}

function resourcesOf(
  { deploymentId }: DefinitionRecord,
  { deploymentQueries }: RouteServices,
): Promise<readonly Resource[]> {
  return deploymentQueries.listResources(deploymentId);
}

async function draftResources(
  call: Call<Comparison>,
  { access, drafts }: RouteServices,
  { processId, draftId }: { processId: string; draftId: string },
): Promise<readonly Resource[]> {
  const draft = await drafts.findDetails(draftId);
  const isOfProcess = draft?.processKey === processIdKey(processId);
  const { resources, ...record } = found(isOfProcess ? draft : undefined, {
    what: `draft of process ${processId}`,
    id: draftId,
  });
  await access.require(reading(call), record);
  return resources;
}

function reading({ credentials }: Pick<Call, 'credentials'>) {
  const permission = processReadPermission;
  return { permission, ref: processResourceRef, credentials };
}
