import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { operations } from '../openapi/document';
import { incidentRoutes } from '../router/incidents';
import { instanceRoutes } from '../router/instances';
import { taskRoutes } from '../router/tasks';
import { performOperation, type OperationContext } from './performOperation';

/** Pages of a list that an action gives: numbers can arrive as texts. */
const MOST = 100;

/**
 * Lets templates, assistants and the command line do what the REST API does: with the same checks, permissions and audit. Each gives what the
 * operation of the OpenAPI document gives.
 */
export function registerActions(
  actions: ActionsRegistryService,
  context: OperationContext,
): void {
  registerStartProcess(actions, context);
  registerGetInstance(actions, context);
  registerListIncidents(actions, context);
  registerListTasks(actions, context);
  registerCompleteTask(actions, context);
}

function registerStartProcess(
  actions: ActionsRegistryService,
  context: OperationContext,
): void {
  actions.register({
    name: 'start-process',
    title: 'Start a BPMN process',
    description:
      'Starts an instance of the latest version of a process and gives the instance. With an idempotency key, the same request starts one instance only.',
    schema: {
      input: z =>
        z.object({
          processId: z.string().describe('Id of the process'),
          variables: z
            .record(z.any())
            .optional()
            .describe('Variables by name, as JSON'),
          businessKey: z
            .string()
            .optional()
            .describe('What people know the instance by'),
          idempotencyKey: z
            .string()
            .optional()
            .describe('Names the request: sent again, it does nothing new'),
        }),
      output: z => z.object({ instance: z.any() }),
    },
    attributes: { destructive: false, idempotent: false, readOnly: false },
    async action({ input: { idempotencyKey, ...body }, credentials }) {
      const instance = await performOperation(
        {
          id: 'start-instance',
          operation: operations.startInstance,
          handler: instanceRoutes.startInstance,
        },
        { body, idempotencyKey, credentials },
        context,
      );
      return { output: { instance } };
    },
  });
}

function registerGetInstance(
  actions: ActionsRegistryService,
  context: OperationContext,
): void {
  actions.register({
    name: 'get-instance',
    title: 'Get a BPMN process instance',
    description: 'Tells how a process instance stands.',
    schema: {
      input: z =>
        z.object({ instanceId: z.string().describe('Id of the instance') }),
      output: z => z.object({ instance: z.any() }),
    },
    attributes: { readOnly: true, idempotent: true },
    async action({ input: { instanceId }, credentials }) {
      const instance = await performOperation(
        {
          id: 'get-instance',
          operation: operations.getInstance,
          handler: instanceRoutes.getInstance,
        },
        { params: { instanceId }, credentials },
        context,
      );
      return { output: { instance } };
    },
  });
}

function registerListIncidents(
  actions: ActionsRegistryService,
  context: OperationContext,
): void {
  actions.register({
    name: 'list-incidents',
    title: 'List incidents of BPMN processes',
    description:
      'Lists what keeps process instances from going on, the latest first.',
    schema: {
      input: z =>
        z.object({
          processId: z.string().optional().describe('Id of a process'),
          instanceId: z.string().optional().describe('Id of an instance'),
          limit: z.coerce.number().int().min(1).max(MOST).optional(),
          cursor: z.string().optional().describe('Where the last page ended'),
        }),
      output: z =>
        z.object({
          items: z.array(z.any()),
          nextCursor: z.string().optional(),
        }),
    },
    attributes: { readOnly: true, idempotent: true },
    async action({ input, credentials }) {
      const output = await performOperation(
        {
          id: 'list-incidents',
          operation: operations.listIncidents,
          handler: incidentRoutes.listIncidents,
        },
        { query: { ...input }, credentials },
        context,
      );
      return { output: output as any };
    },
  });
}

function registerListTasks(
  actions: ActionsRegistryService,
  context: OperationContext,
): void {
  actions.register({
    name: 'list-tasks',
    title: 'List user tasks of BPMN processes',
    description:
      'Lists open user tasks that the caller may see, the latest first.',
    schema: {
      input: z =>
        z.object({
          processId: z.string().optional().describe('Id of a process'),
          limit: z.coerce.number().int().min(1).max(MOST).optional(),
          cursor: z.string().optional().describe('Where the last page ended'),
        }),
      output: z =>
        z.object({
          items: z.array(z.any()),
          nextCursor: z.string().optional(),
        }),
    },
    attributes: { readOnly: true, idempotent: true },
    async action({ input, credentials }) {
      const output = await performOperation(
        {
          id: 'list-tasks',
          operation: operations.listTasks,
          handler: taskRoutes.listTasks,
        },
        { query: { ...input }, credentials },
        context,
      );
      return { output: output as any };
    },
  });
}

function registerCompleteTask(
  actions: ActionsRegistryService,
  context: OperationContext,
): void {
  actions.register({
    name: 'complete-task',
    title: 'Complete a user task of a BPMN process',
    description:
      'Completes a user task that is assigned to the caller, or to nobody while the caller is asked to do it.',
    schema: {
      input: z =>
        z.object({
          taskId: z.string().describe('Id of the task'),
          variables: z.record(z.any()).optional(),
          outcome: z.string().optional().describe('Such as approved'),
          comment: z.string().optional(),
        }),
      output: z => z.object({ task: z.any() }),
    },
    attributes: { destructive: true, idempotent: false, readOnly: false },
    async action({ input: { taskId, ...body }, credentials }) {
      const task = await performOperation(
        {
          id: 'complete-task',
          operation: operations.completeTask,
          handler: taskRoutes.completeTask,
        },
        { params: { taskId }, body, credentials },
        context,
      );
      return { output: { task } };
    },
  });
}
