import { instanceReadPermission } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { InstanceParams } from '../openapi/instances';
import { instanceResourceRef } from '../permissions/resources';
import type { InstanceRow } from '../store/instances';
import type { Call } from './Call';
import { found } from './found';
import type { RouteServices } from './RouteServices';

/** That somebody wants to see instances. */
export function readingInstances({ credentials }: Pick<Call, 'credentials'>) {
  return {
    permission: instanceReadPermission,
    ref: instanceResourceRef,
    credentials,
  };
}

/** The instance that a call names, if whoever asks may see it. */
export async function readableInstance(
  call: Call<{ params: InstanceParams }>,
  { access, reader }: RouteServices,
): Promise<InstanceRow> {
  const { instanceId: id } = call.params;
  const instance = found(await reader.find(id), {
    what: 'process instance',
    id,
  });
  await access.require(readingInstances(call), instance);
  return instance;
}
