import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { BpmnService } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { messageOf } from '../messageOf';

const EXAMPLES = [
  {
    description: 'A model with its form',
    example:
      'steps:\n  - action: bpmn:process:deploy\n    input:\n      owner: group:default/finance\n      files: [./report.bpmn, ./approve.form]\n',
  },
];

/** Deploys models and what belongs to them from the workspace, in the name of whoever runs the template. */
export function createDeployAction(bpmn: Pick<BpmnService, 'deploy'>) {
  return createTemplateAction({
    id: 'bpmn:process:deploy',
    description: 'Deploys a process from files of the workspace',
    examples: EXAMPLES,
    schema: {
      input: {
        owner: z =>
          z
            .string()
            .describe(
              'Entity ref of the group that is to own the process; whoever runs the template has to be a member',
            ),
        files: z =>
          z
            .array(z.string())
            .min(1)
            .describe('Models (.bpmn), forms and others, in the workspace'),
      },
      output: {
        processId: z => z.string().describe('Id of the first process'),
        version: z => z.number().describe('Its version'),
        entityRef: z => z.string().describe('Its entity in the catalog'),
      },
    },
    async handler(context) {
      const { input, workspacePath, logger } = context;
      const resources = await readResources(workspacePath, input.files);
      const credentials = await context.getInitiatorCredentials();
      const deployed = await bpmn
        .deploy({ body: { ownerRef: input.owner, resources } }, { credentials })
        .catch(error => {
          throw new Error(messageOf(error));
        });
      for (const { message, resource } of deployed.problems) {
        logger.warn(`${resource}: ${message}`);
      }
      for (const { processId, version } of deployed.definitions) {
        logger.info(`Process ${processId} is deployed in version ${version}`);
      }
      const [{ processId, version }] = deployed.definitions;
      context.output('processId', processId);
      context.output('version', version);
      context.output(
        'entityRef',
        `component:default/${processId.toLocaleLowerCase('en-US')}`,
      );
    },
  });
}

function readResources(workspace: string, files: readonly string[]) {
  return Promise.all(
    files.map(async file => ({
      name: basename(file),
      content: await readFile(resolveSafeChildPath(workspace, file), 'utf8'),
    })),
  );
}
