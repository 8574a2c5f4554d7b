import { processStartPermission } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { requireSoundVariables } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { conditionOperations } from '../openapi/conditions';
import { processResourceRef } from '../permissions/resources';
import type { Handlers } from './Call';
import { found } from './found';
import { toInstance } from './instanceDtos';

/** Processes that begin because something is true. */
export const conditionRoutes: Handlers<typeof conditionOperations> = {
  async evaluateConditions(call, { access, conditions, instanceQueries }) {
    const { actor, credentials, idempotencyKey, note } = call;
    const { ownerRef, processId, variables = {} } = call.body;
    requireSoundVariables(variables);
    // By name: the processes that it may concern call different variables sensitive.
    note({ ownerRef, variables: Object.keys(variables) });
    const starts = found(await conditions.find({ ownerRef, processId }), {
      what: `process of ${ownerRef}`,
      id: processId ?? '',
    });
    const asked = {
      permission: processStartPermission,
      ref: processResourceRef,
      credentials,
    };
    // Where there is nothing to begin it has to be the owner that is allowed.
    const owned = { processId: processId ?? '', ownerRef };
    await access.require(asked, ...(starts.length > 0 ? starts : [owned]));
    const ids = await conditions.begin(
      { ownerRef, processId, variables, starts, idempotencyKey },
      actor,
    );
    note({ after: { instanceIds: ids } });
    const instances = await instanceQueries.findAll(ids);
    return { items: instances.map(toInstance) };
  },
};
