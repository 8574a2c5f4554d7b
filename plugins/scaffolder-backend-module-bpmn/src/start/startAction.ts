import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { startAndFollow, type StartOptions } from './startAndFollow';

const EXAMPLES = [
  {
    description: 'A process with variables',
    example:
      'steps:\n  - action: bpmn:process:start\n    input:\n      processId: report\n      variables: { month: 2026-01 }\n',
  },
];

/** Starts a process in the name of whoever runs the template, and follows it to its end. */
export function createStartAction(options: StartOptions) {
  return createTemplateAction({
    id: 'bpmn:process:start',
    description:
      'Starts a process, waits for its end, and shows meanwhile what happens and what its scripts say. Fails if the run does.',
    examples: EXAMPLES,
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
    handler: context => startAndFollow(options, context),
  });
}
