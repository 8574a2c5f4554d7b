import type { AuthService } from '@backstage/backend-plugin-api';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { createHash } from 'node:crypto';
import { messageOf } from '../messageOf';
import { followRun } from './followRun';
import type { StartingBpmn } from './StartingBpmn';

/** Input of the action. */
export type StartInput = {
  processId: string;
  variables?: Record<string, any>;
  businessKey?: string;
  wait?: boolean;
  failOnIncident?: boolean;
};

/** What it needs. */
export interface StartOptions {
  readonly auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  readonly bpmn: StartingBpmn;
}

type Context = ActionContext<StartInput>;

/**
 * Starts a process and, if that is wanted, follows it to its end. Rejects unless it completes. What is asked after the start is asked as the
 * scaffolder, which may see everything: whoever runs the template was found to see the run, and is not signed in for as long as a run may take.
 */
export async function startAndFollow(
  { auth, bpmn }: StartOptions,
  context: Context,
): Promise<void> {
  const { input, logger, signal } = context;
  const { processId, wait = true, failOnIncident = true } = input;
  const instanceId = await start(bpmn, context);
  const credentials = await auth.getOwnServiceCredentials();
  context.output('instanceId', instanceId);
  logger.info(`Run ${instanceId} of process ${processId}`);
  if (wait) {
    const options = { logger, signal, credentials, failOnIncident };
    await followRun(bpmn, instanceId, options);
  }
  const { state } = await bpmn.getInstance({ instanceId }, { credentials });
  context.output('state', state);
  if (wait && state !== 'completed') {
    throw new Error(
      `Expected run ${instanceId} to complete, but it is ${state}. See what has happened at /pipelines/runs/${instanceId}`,
    );
  }
}

/** Starts it once, however often the step is done, in the name of whoever runs the template; rejects if they may not see the run. */
function start(bpmn: StartingBpmn, context: Context): Promise<string> {
  const { processId, variables = {}, businessKey } = context.input;
  const idempotencyKey = keyOf(context);
  return context.checkpoint({
    key: idempotencyKey,
    fn: async () => {
      const body = {
        processId,
        variables: variables as JsonObject,
        ...(businessKey !== undefined && { businessKey }),
      };
      const credentials = await context.getInitiatorCredentials();
      const options = { credentials, idempotencyKey };
      try {
        const { id } = await bpmn.startInstance({ body }, options);
        await bpmn.getInstance({ instanceId: id }, { credentials });
        return id;
      } catch (error) {
        throw new Error(messageOf(error as Error));
      }
    },
  });
}

/** The same for the same step of the same task, and for the same of those that it is done for, also when it is done again. */
function keyOf({ task, step, each, input }: Context): string {
  const identity = [task.id, step?.id, each, input.processId];
  const hash = createHash('sha256').update(JSON.stringify(identity));
  return `scaffolder ${hash.digest('hex')}`;
}
