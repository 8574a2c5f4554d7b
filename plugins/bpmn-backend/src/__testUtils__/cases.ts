import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { processCreatePermission } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { gzipSync } from 'node:zlib';
import { openApiDocument, operations } from '../openapi/document';
import type { Cases, Given } from './Given';
import { fileCases } from './fileCases';
import { mailCases } from './mailCases';
import { job, sequence } from './models';
import { scriptCases } from './scriptCases';
import { ofTaskWithForm } from './ofTaskWithForm';
import {
  EVE,
  OTHERS,
  OWNER,
  type OperationId,
  type RestRequest,
} from './restApi';
import { MODELS, SECRET } from './world';

const variables = { a: 1, secret: SECRET };
const xml = (id: string) => sequence(id, [job('work')]);

const bundle = (content: string, ownerRef = OWNER) => ({
  body: { ownerRef, resources: [{ name: 'model.bpmn', content }] },
});

const resource = { name: 'model.bpmn', content: MODELS.asking };
const twice = [resource, resource];
const ofNewDraft = (more: object) => ({
  body: { ownerRef: OWNER, resources: [resource], ...more },
});
const ofDraft =
  (body?: object): Given =>
  async world => ({
    params: { draftId: (await world.draft()).draftId },
    body,
  });
const ofInstance =
  (body?: (given: { readonly rootKey: number }) => unknown): Given =>
  async world => {
    const { instanceId, rootKey } = await world.instance();
    return { params: { instanceId }, body: body?.({ rootKey }) };
  };
const ofOver =
  (body?: unknown): Given =>
  async world => {
    const { instanceId } = await world.over();
    return { params: { instanceId }, body };
  };
const ofJob =
  (body: object): Given =>
  async world => {
    const { jobId, attemptId } = await world.leasedJob();
    return { params: { jobId }, body: { attemptId, ...body } };
  };
/** A lease that somebody else holds by now. */
const lostJob = (body: object): Given => ofJob({ ...body, attemptId: 'lost' });
const ofTask =
  (body?: object): Given =>
  async world => ({
    params: { taskId: (await world.task()).taskId },
    body,
  });
const ofDoneTask =
  (body?: object): Given =>
  async world => ({
    params: { taskId: (await world.doneTask()).taskId },
    body,
  });
const ofDefinition: Given = async world => ({
  params: { processDefinitionId: world.definitionId('known') },
});
const ofProcess: Given = async () => ({ params: { processId: 'known' } });
const ofSchedule =
  (before?: OperationId, body?: object): Given =>
  async ({ api, scheduleId }) => {
    const params = { scheduleId };
    if (before) {
      await api.send(before, { params });
    }
    return { params, body };
  };
const plain: Given = async () => ({});

/** Who drafts or deploys an id that nobody has yet needs another permission than the document names first. */
const unlessClaimed =
  (asked: Given): Given =>
  async world => {
    const denied = { result: AuthorizeResult.DENY } as const;
    world.api.policy.set(processCreatePermission.name, denied);
    return asked(world);
  };

/** The same key has named another request before. */
const reused =
  (id: OperationId, request: (word: string) => RestRequest): Given =>
  async ({ api }) => {
    await api.ask(id, request('first'));
    return request('second');
  };

const jobCases = (body: object): Cases => ({
  done: ofJob(body),
  409: lostJob(body),
});
const taskCases = (body?: object): Cases => ({
  done: ofTask(body),
  409: ofDoneTask(body),
});

/** Every operation. What is declared in the document and is neither here nor the same everywhere, fails a test. */
export const cases: Readonly<Record<OperationId, Cases>> = {
  getHealth: {
    done: plain,
    async 503({ api }) {
      // A schedule is due since long ago.
      api.clock.time += 2 * 3_600_000;
      return {};
    },
  },

  deploy: {
    done: async () => bundle(MODELS.known),
    409: async () => ({ ...bundle(MODELS.known, OTHERS), as: 'service' }),
    422: async () => bundle('<definitions />'),
  },
  checkResources: { done: async () => bundle(MODELS.known) },
  getDeployment: {
    done: async ({ deploymentId }) => ({ params: { deploymentId } }),
  },
  getDeploymentResource: {
    done: async ({ deploymentId }) => ({
      params: { deploymentId },
      query: { name: 'model.bpmn' },
    }),
  },

  createDraft: {
    done: async world => ofNewDraft({ processId: world.newProcessId() }),
    403: unlessClaimed(async world =>
      ofNewDraft({ processId: world.newProcessId() }),
    ),
    409: async world =>
      ofNewDraft({ processId: (await world.draft()).processId }),
    422: async world =>
      ofNewDraft({ processId: world.newProcessId(), resources: twice }),
  },
  listDrafts: { done: plain },
  getDraft: {
    done: async world => ({
      params: { draftId: (await world.draft()).draftId },
    }),
  },
  saveDraft: {
    done: ofDraft({ ifRevision: 1, resources: [resource] }),
    async 403(world) {
      const asked = ofDraft({ ifRevision: 1, resources: [resource] });
      const given = await asked(world);
      return unlessClaimed(async () => given)(world);
    },
    409: ofDraft({ ifRevision: 99, resources: [resource] }),
    422: ofDraft({ ifRevision: 1, resources: twice }),
  },
  deleteDraft: {
    done: ofDraft(),
    async 409(world) {
      const { draftId } = await world.draft();
      return { params: { draftId }, query: { ifRevision: 99 } };
    },
  },

  listProcesses: { done: plain },
  getProcess: { done: ofProcess },
  moveProcess: {
    done: async () => ({
      params: { processId: 'movable' },
      body: { ownerRef: OWNER },
    }),
    async 409({ api, knex }) {
      await api.deploy(xml('raced'));
      // While one is asked whether one may, somebody else is faster.
      const ownerRef = 'group:default/third';
      const race = () =>
        knex('processes')
          .where({ process_key: 'raced' })
          .update({ owner_ref: ownerRef });
      api.policy.set(operations.moveProcess.permission!, race);
      return {
        params: { processId: 'raced' },
        body: { ownerRef: OTHERS },
        as: 'service',
      };
    },
  },
  getStartForm: { done: ofProcess },
  compareProcess: {
    done: async () => ({
      params: { processId: 'known' },
      query: { from: 1 },
    }),
  },
  listVersions: { done: ofProcess },
  getProcessDefinition: { done: ofDefinition },
  getProcessDefinitionXml: { done: ofDefinition },

  startInstance: {
    done: async () => ({ body: { processId: 'known', variables } }),
    404: async () => ({ body: { processId: 'nothing.1' } }),
    422: reused('startInstance', word => ({
      headers: { 'idempotency-key': 'reused' },
      body: { processId: 'known', variables: { word } },
    })),
  },
  listInstances: { done: plain },
  getInstance: { done: ofInstance() },
  listHistory: { done: ofInstance() },
  listVariables: { done: ofInstance() },
  listVariableHistory: { done: ofInstance() },
  listElementInstances: { done: ofInstance() },
  listWaits: { done: ofInstance() },
  followInstance: { done: ofOver() },
  setVariables: {
    done: ofInstance(() => ({ variables })),
    409: ofOver({ variables }),
  },
  suspendInstance: { done: ofInstance(), 409: ofOver() },
  resumeInstance: {
    async done(world) {
      const { instanceId } = await world.instance();
      await world.api.ask('suspendInstance', { params: { instanceId } });
      return { params: { instanceId } };
    },
    409: ofInstance(),
  },
  cancelInstance: { done: ofInstance(), 409: ofOver() },
  moveInstance: {
    async done(world) {
      const { instanceId } = await world.instance();
      const terminate = [await world.keyOf(instanceId, 'first')];
      const activate = [{ elementId: 'second', variables }];
      return { params: { instanceId }, body: { terminate, activate } };
    },
    409: ofOver({ terminate: [], activate: [{ elementId: 'second' }] }),
  },
  migrateInstance: {
    async done(world) {
      const { instanceId } = await world.instance();
      const processDefinitionId = world.definitionId('known');
      return { params: { instanceId }, body: { processDefinitionId } };
    },
    async 409(world) {
      const { id } = await world.api.deploy(xml('theirs'), OTHERS);
      const { instanceId } = await world.instance();
      return { params: { instanceId }, body: { processDefinitionId: id } };
    },
  },
  activateElements: {
    async done(world) {
      const { instanceId } = await world.instance('choosing');
      const scopeKey = await world.keyOf(instanceId, 'choose');
      const body = { scopeKey, elementIds: ['inner'], variables };
      return { params: { instanceId }, body };
    },
    409: ofOver({ scopeKey: 1, elementIds: ['inner'] }),
  },

  ...fileCases,
  ...mailCases,

  evaluateConditions: {
    done: async () => ({ body: { ownerRef: OWNER, variables } }),
    404: async () => ({ body: { ownerRef: OWNER, processId: 'nothing.1' } }),
    422: reused('evaluateConditions', word => ({
      headers: { 'idempotency-key': 'reused' },
      body: { ownerRef: OWNER, variables: { word } },
    })),
  },

  listIncidents: { done: plain },
  getIncident: {
    done: async world => ({
      params: { incidentId: (await world.incident()).incidentId },
    }),
  },
  resolveIncident: {
    done: async world => ({
      params: { incidentId: (await world.incident()).incidentId },
      body: { variables },
    }),
    async 409(world) {
      const { incidentId, instanceId } = await world.incident();
      await world.api.ask('suspendInstance', { params: { instanceId } });
      return { params: { incidentId }, body: {} };
    },
  },
  retryIncidents: {
    async done(world) {
      const { instanceId } = await world.incident();
      return { body: { instanceId } };
    },
  },

  activateJobs: {
    async done(world) {
      await world.instance();
      return { body: { types: ['work'], worker: 'w' } };
    },
  },
  completeJob: jobCases({ variables }),
  failJob: jobCases({ message: 'no luck' }),
  throwError: jobCases({ code: 'noStock', variables }),
  extendLease: jobCases({ lease: 60_000 }),

  publishMessage: {
    done: async () => ({ body: { ownerRef: OWNER, name: 'paid', variables } }),
    422: reused('publishMessage', word => ({
      body: {
        ownerRef: OWNER,
        name: 'paid',
        messageId: 'reused',
        variables: { word },
      },
    })),
  },
  broadcastSignal: {
    done: async () => ({ body: { ownerRef: OWNER, name: 'alarm', variables } }),
  },

  listSchedules: { done: async () => ({ params: { processId: 'hourly' } }) },
  pauseSchedule: {
    done: ofSchedule('resumeSchedule'),
    409: ofSchedule('pauseSchedule'),
  },
  resumeSchedule: {
    done: ofSchedule('pauseSchedule'),
    409: ofSchedule('resumeSchedule'),
  },
  skipSchedule: { done: ofSchedule(undefined, { skipsNext: true }) },
  fireSchedule: { done: ofSchedule() },

  listElementTemplates: { done: plain },

  ...scriptCases,

  listTasks: { done: plain },
  countTasks: { done: plain },
  getTask: { done: ofTask() },
  claimTask: taskCases(),
  unclaimTask: taskCases(),
  completeTask: {
    ...taskCases({ variables, outcome: 'approved' }),
    422: ofTaskWithForm({ variables: {} }),
  },
  saveTaskDraft: taskCases({ variables }),
  assignTask: taskCases({ assignee: EVE }),
  updateTask: taskCases({ priority: 7 }),
};

/** A body that is larger than any can be; it is sent as few bytes. */
export const HUGE = gzipSync(JSON.stringify('x'.repeat(6 * 1024 * 1024)));

/** Operations with the statuses that the document says they can answer with. */
export const declared: readonly (readonly [OperationId, number])[] = (
  Object.keys(operations) as OperationId[]
).flatMap(id => {
  const { path, method } = operations[id];
  const paths: Record<string, Record<string, any>> = openApiDocument.paths;
  return Object.keys(paths[path][method].responses).map(
    status => [id, Number(status)] as const,
  );
});
