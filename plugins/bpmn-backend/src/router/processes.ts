import {
  processDeployPermission,
  processReadPermission,
  type ProcessDefinition,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { processOperations } from '../openapi/processes';
import { processResourceRef } from '../permissions/resources';
import type { DefinitionRecord } from '../store/deployments';
import type { Call, Handlers } from './Call';
import { found } from './found';
import { compareProcess } from './compareProcess';
import { isoTime, toPage } from './page';
import type { RouteServices } from './RouteServices';

/** Processes and their versions. */
export const processRoutes: Handlers<typeof processOperations> = {
  async listProcesses(call, { access, deploymentQueries }) {
    const { limit = 50, ...query } = call.query;
    const criteria = await access.criteria(reading(call));
    return toPage(
      await deploymentQueries.listProcesses({ ...query, limit, criteria }),
      toDefinition,
    );
  },

  async getProcess(call, { access, deploymentQueries }) {
    const { processId: id } = call.params;
    const definition = found(await deploymentQueries.findVersion(id), {
      what: 'process',
      id,
    });
    await access.require(reading(call), definition);
    return toDefinition(definition);
  },

  async getStartForm(call, services) {
    const { access, deploymentQueries, startForms } = services;
    const { processId: id } = call.params;
    const { version, startEvent } = call.query;
    const definition = found(await deploymentQueries.findVersion(id, version), {
      what: 'process',
      id,
    });
    await access.require(reading(call), definition);
    const { schema, ...form } = await startForms.find(
      definition.id,
      startEvent,
    );
    return {
      processId: definition.processId,
      version: definition.version,
      ...form,
      formSchema: schema,
    };
  },

  async moveProcess(call, services) {
    const { access, deploymentQueries, owners } = services;
    const { processId: id } = call.params;
    const { actor, credentials, note, body } = call;
    const process = found(await deploymentQueries.findProcess(id), {
      what: 'process',
      id,
    });
    const permission = processDeployPermission;
    await access.require({ ...reading(call), permission }, process);
    await access.requireMember(process.ownerRef, credentials);
    await access.requireMember(body.ownerRef, credentials);
    await owners.move(process, body.ownerRef, actor);
    note({
      before: { ownerRef: process.ownerRef },
      after: { ownerRef: body.ownerRef },
    });
    return toDefinition((await deploymentQueries.findVersion(id))!);
  },

  compareProcess,

  async listVersions(call, { access, deploymentQueries }) {
    const { processId: id } = call.params;
    const process = found(await deploymentQueries.findProcess(id), {
      what: 'process',
      id,
    });
    await access.require(reading(call), process);
    const { cursor, limit = 50 } = call.query;
    return toPage(
      await deploymentQueries.listVersions(id, { cursor, limit }),
      toDefinition,
    );
  },

  async getProcessDefinition(call, services) {
    return toDefinition(await readableDefinition(call, services));
  },

  async getProcessDefinitionXml(call, services) {
    const { deploymentId, resourceName } = await readableDefinition(
      call,
      services,
    );
    const resource = await services.deploymentQueries.findResource(
      deploymentId,
      resourceName,
    );
    return resource!.content;
  },
};

function reading({ credentials }: Pick<Call, 'credentials'>) {
  return {
    permission: processReadPermission,
    ref: processResourceRef,
    credentials,
  };
}

async function readableDefinition(
  call: Call<{ params: { processDefinitionId: string } }>,
  { access, deploymentQueries }: RouteServices,
): Promise<DefinitionRecord> {
  const { processDefinitionId: id } = call.params;
  const definition = found(await deploymentQueries.findDefinition(id), {
    what: 'process definition',
    id,
  });
  await access.require(reading(call), definition);
  return definition;
}

/** A version as it is sent. */
export function toDefinition({
  processKey: _,
  deployedAt,
  ...definition
}: DefinitionRecord): ProcessDefinition {
  return { ...definition, deployedAt: isoTime(deployedAt) };
}
