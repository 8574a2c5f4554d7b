import type { instanceCommandOperations } from '../openapi/instanceCommands';
import type { Handlers } from './Call';
import { found } from './found';
import { operable, operate } from './operate';
import { Refusal } from './Refusal';

/** What operators do to process instances. */
export const instanceCommandRoutes: Handlers<typeof instanceCommandOperations> =
  {
    async setVariables(call, services) {
      const { variables, ...scope } = call.body;
      const instance = await operable(call, services);
      const names = Object.keys(variables);
      const { scopeKey = instance.rootKey } = scope;
      const show = () =>
        services.reader.showVariables(instance, { scopeKey, names });
      const before = await show();
      const changed = await operate(call, services, {
        type: 'setVariables',
        variables,
        ...scope,
      });
      call.note({
        scopeKey,
        variablesBefore: before,
        variablesAfter: await show(),
      });
      return changed;
    },

    suspendInstance: (call, services) =>
      operate(call, services, { type: 'suspendInstance' }),

    resumeInstance: (call, services) =>
      operate(call, services, { type: 'resumeInstance' }),

    cancelInstance: (call, services) =>
      operate(call, services, { type: 'cancelInstance' }),

    async moveInstance(call, services) {
      const { terminate, activate } = call.body;
      call.note({
        terminate,
        activate: activate.map(({ elementId }) => elementId),
      });
      return operate(call, services, { type: 'moveInstance', ...call.body });
    },

    async migrateInstance(call, services) {
      const { processDefinitionId: targetId, mapping = {} } = call.body;
      const { ownerRef } = await operable(call, services);
      const target = found(
        await services.deploymentQueries.findDefinition(targetId),
        { what: 'process definition', id: targetId },
      );
      if (target.ownerRef !== ownerRef) {
        throw new Refusal(
          [409, 'otherOwner'],
          `Expected a version of a process of ${ownerRef}, but it is owned by ${target.ownerRef}`,
          { parameters: { ownerRef: target.ownerRef } },
        );
      }
      call.note({ mapping });
      return operate(call, services, {
        type: 'migrateInstance',
        mapping,
        targetId,
      });
    },

    async activateElements(call, services) {
      const { scopeKey, elementIds } = call.body;
      call.note({ scopeKey, elementIds });
      return operate(call, services, {
        type: 'activateElements',
        ...call.body,
      });
    },
  };
