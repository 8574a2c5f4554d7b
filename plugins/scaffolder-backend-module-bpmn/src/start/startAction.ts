import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { BpmnService } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { messageOf } from '../messageOf';
import { followRun } from './followRun';

/** What the action asks of processes. */
export type StartingBpmn = Pick<
  BpmnService,
  | 'startInstance'
  | 'getInstance'
  | 'followInstance'
  | 'listScriptAttempts'
  | 'followScriptLog'
>;

/** Starts a process in the name of whoever runs the template, and follows it to its end. */
export function createStartAction(bpmn: StartingBpmn) {
  return createTemplateAction({
    id: 'bpmn:process:start',
    description:
      'Starts a process, waits for its end, and shows meanwhile what happens and what its scripts say. Fails if the run does.',
    examples: [
      {
        description: 'A process with variables',
        example:
          'steps:\n  - action: bpmn:process:start\n    input:\n      processId: report\n      variables: { month: 2026-01 }\n',
      },
    ],
    schema: {
      input: {
        processId: z => z.string().describe('Id of the process'),
        variables: z =>
          z.record(z.any()).optional().describe('Variables by name'),
        businessKey: z =>
          z.string().optional().describe('What people know the run by'),
        wait: z =>
          z
            .boolean()
            .optional()
            .describe('Whether to wait for the end; true if absent'),
        failOnIncident: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Whether an incident, which somebody could resolve, is a failure; true if absent',
            ),
      },
      output: {
        instanceId: z => z.string().describe('Id of the run'),
        state: z => z.string().describe('Where it stands'),
      },
    },
    async handler(context) {
      const { input, logger, signal, task } = context;
      const { wait = true, failOnIncident = true } = input;
      const credentials = await context.getInitiatorCredentials();
      const instanceId = await context.checkpoint({
        key: 'start-instance',
        fn: async () => {
          const { processId, variables = {}, businessKey } = input;
          const started = await bpmn
            .startInstance(
              {
                body: {
                  processId,
                  variables: variables as JsonObject,
                  ...(businessKey !== undefined && { businessKey }),
                },
              },
              { credentials, idempotencyKey: keyOf(task.id, input) },
            )
            .catch(error => {
              throw new Error(messageOf(error));
            });
          return started.id;
        },
      });
      context.output('instanceId', instanceId);
      logger.info(`Run ${instanceId} of process ${input.processId}`);
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
    },
  });
}

/** The same for the same step of the same task, also when it is done again. */
function keyOf(
  taskId: string,
  { processId, businessKey = '' }: { processId: string; businessKey?: string },
): string {
  return `scaffolder ${taskId} ${processId} ${businessKey}`.slice(0, 255);
}
