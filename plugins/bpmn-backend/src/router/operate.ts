import {
  instanceOperatePermission,
  type JsonObject,
  type ProcessInstance,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Command } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { InstanceParams } from '../openapi/instances';
import { instanceResourceRef } from '../permissions/resources';
import type { InstanceRow } from '../store/instances';
import type { Call } from './Call';
import { found } from './found';
import { toInstance } from './instanceDtos';
import type { RouteServices } from './RouteServices';

type InstanceCall = Call<{ params: InstanceParams }>;

/** The instance that a call names, if whoever asks may operate it. */
export async function operable(
  { params: { instanceId: id }, credentials }: InstanceCall,
  { access, reader }: RouteServices,
): Promise<InstanceRow> {
  const instance = found(await reader.find(id), {
    what: 'process instance',
    id,
  });
  const permission = instanceOperatePermission;
  await access.require(
    { permission, ref: instanceResourceRef, credentials },
    instance,
  );
  return instance;
}

/** Gives an operator's command to an instance, and tells the auditor how it was before and how it is after. */
export async function operate(
  call: InstanceCall,
  services: RouteServices,
  {
    command,
    targetId,
    details,
  }: {
    readonly command: Command;
    /** The version that it migrates to. */
    readonly targetId?: string;
    /** What else the auditor is told of the command. */
    readonly details?: (instance: InstanceRow) => Promise<JsonObject>;
  },
): Promise<ProcessInstance> {
  const before = await operable(call, services);
  const { actor, note } = call;
  note({ command: command.type, before: briefly(before) });
  if (details) {
    note(await details(before));
  }
  await services.instances.handle(before.id, command, {
    actor,
    ...(targetId && { targetId }),
  });
  const after = (await services.reader.find(before.id))!;
  note({ after: briefly(after) });
  return toInstance(after);
}

/** What of an instance an auditor wants to know. */
export function briefly({
  definitionId,
  version,
  state,
  revision,
  elementCount,
  incidentCount,
}: Omit<InstanceRow, 'hasOpenTasks'>): JsonObject {
  return {
    definitionId,
    version,
    state,
    revision,
    elementCount,
    incidentCount,
  };
}
