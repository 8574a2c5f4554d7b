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
      call.note({ scopeKey, variablesBefore: await show() });
      const changed = await operate(call, services, {
        command: { type: 'setVariables', variables, ...scope },
      });
      call.note({ variablesAfter: await show() });
      return changed;
    },

    suspendInstance: (call, services) =>
      operate(call, services, { command: { type: 'suspendInstance' } }),

    resumeInstance: (call, services) =>
      operate(call, services, { command: { type: 'resumeInstance' } }),

    cancelInstance: (call, services) =>
      operate(call, services, { command: { type: 'cancelInstance' } }),

    async moveInstance(call, services) {
      const { terminate, activate } = call.body;
      return operate(call, services, {
        command: { type: 'moveInstance', ...call.body },
        details: async ({ definitionId }) => ({
          terminate,
          activate: await Promise.all(
            activate.map(async entered => ({
              ...entered,
              variables: await services.reader.showGiven(
                definitionId,
                entered.variables,
              ),
            })),
          ),
        }),
      });
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
        command: { type: 'migrateInstance', mapping },
        targetId,
      });
    },

    async activateElements(call, services) {
      const { scopeKey, elementIds, variables } = call.body;
      return operate(call, services, {
        command: { type: 'activateElements', ...call.body },
        details: async ({ definitionId }) => ({
          scopeKey,
          elementIds,
          variables: await services.reader.showGiven(definitionId, variables),
        }),
      });
    },
  };
