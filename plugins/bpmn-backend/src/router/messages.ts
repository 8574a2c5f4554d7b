import {
  processMessagePermission,
  type JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { messageOperations } from '../openapi/messages';
import { processResourceRef } from '../permissions/resources';
import type { Call, Handlers } from './Call';
import type { RouteServices } from './RouteServices';

/** Messages and signals. */
export const messageRoutes: Handlers<typeof messageOperations> = {
  async publishMessage(call, services) {
    const { ownerRef, messageId, variables = {}, ...message } = call.body;
    await allow(call, services);
    const id = await services.messages.publish(
      {
        ownerRef,
        messageId,
        deed: { kind: 'message', ...message, variables },
      },
      call.actor,
    );
    const { name, correlationKey = null } = message;
    call.note({ ...sent(call), name, correlationKey, after: { id } });
    return { id };
  },

  async broadcastSignal(call, services) {
    const { ownerRef, name, variables = {} } = call.body;
    await allow(call, services);
    const id = await services.messages.publish(
      { ownerRef, deed: { kind: 'signal', name, variables } },
      call.actor,
    );
    call.note({ ...sent(call), name, after: { id } });
    return { id };
  },
};

/** What of a message an auditor is told: nobody knows yet which of its variables are secrets to whoever gets it. */
function sent({
  body: { ownerRef, variables = {} },
}: Call<{ body: { ownerRef: string; variables?: JsonObject } }>): JsonObject {
  return { ownerRef, variables: Object.keys(variables) };
}

/** Whoever speaks for an owner reaches all of its processes. */
async function allow(
  { body: { ownerRef }, credentials }: Call<{ body: { ownerRef: string } }>,
  { access, deploymentQueries }: RouteServices,
): Promise<void> {
  const asked = {
    permission: processMessagePermission,
    ref: processResourceRef,
    credentials,
  };
  const criteria = await access.criteria(asked);
  if (criteria && !(await deploymentQueries.ownsOnly(ownerRef, criteria))) {
    // An owner of nothing, or of other processes too: then it has to be the owner that is allowed.
    await access.require(asked, { processId: '', ownerRef });
  }
}
