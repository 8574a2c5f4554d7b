import { createBackendModule } from '@backstage/backend-plugin-api';
import bpmnPlugin from '@bpmn-pipelines/backstage-plugin-bpmn-backend';
import {
  BpmnApiError,
  createBpmnClient,
  type BpmnApi,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Command } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import {
  bpmnJobHandlersExtensionPoint,
  type JobHandler,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import scriptRunner from '@bpmn-pipelines/backstage-plugin-bpmn-backend-module-script-runner';
import createKnex, { type Knex } from 'knex';
import { handlersThat } from './handlers';
import { hasten, hastened } from './hasten';
import { noteIn } from './noteIn';
import type { Performer } from './Performer';
import { ACTOR, timeOf, type BackendSettings } from './protocol';
import { startBackstage } from './startBackstage';

/** The token of a service that may do everything. */
const as = { token: 'chaos-0123456789' };

/** Is read and refused. */
const NOTHING = {
  ownerRef: 'group:default/tools',
  resources: [{ name: 'nothing.bpmn', content: '<nothing />' }],
};

/** A back end of Backstage with our plugin in it, that is spoken to over REST. */
export async function openPortal(
  settings: BackendSettings,
): Promise<Performer> {
  let { time } = settings;
  const knex = createKnex(hastened(settings.database));
  hasten(() => time);
  const note = noteIn(settings, () => timeOf(time));
  const backend = await startBackstage({
    knex,
    access: { ...as, subject: ACTOR },
    features: [
      ...[bpmnPlugin, bringing(handlersThat(note))],
      ...(settings.runsScripts ? [scriptRunner] : []),
    ],
  });
  const client = createBpmnClient({
    discoveryApi: { getBaseUrl: async id => `${backend.baseUrl}/${id}` },
    fetchApi: { fetch },
  });
  // A thread takes its time to begin: nobody would be killed at work.
  await client.deploy({ body: NOTHING }, as).catch(() => {});
  return {
    async start({ key, processId, variables }) {
      const body = { processId, variables, businessKey: key };
      const how = { ...as, idempotencyKey: key };
      return (await client.startInstance({ body }, how)).id;
    },
    command: (instanceId, command) =>
      operate(client, { knex, instanceId, command }),
    async shiftClock(shift) {
      time = { ...time, shift };
    },
    async stop() {
      await backend.stop();
      await knex.destroy();
    },
    describe: () => '',
    isRefusal: error =>
      error instanceof BpmnApiError && error.problem.status < 500,
  };
}

function bringing(handlers: readonly JobHandler[]) {
  return createBackendModule({
    pluginId: 'bpmn',
    moduleId: 'chaos',
    register(reg) {
      reg.registerInit({
        deps: { jobHandlers: bpmnJobHandlersExtensionPoint },
        async init({ jobHandlers }) {
          handlers.forEach(handler => jobHandlers.addJobHandler(handler));
        },
      });
    },
  });
}

/** A command as the request that stands for it. */
async function operate(
  client: BpmnApi,
  {
    knex,
    instanceId,
    command,
  }: {
    readonly knex: Knex;
    readonly instanceId: string;
    readonly command: Command;
  },
): Promise<unknown> {
  switch (command.type) {
    case 'setVariables': {
      const { variables } = command;
      return client.setVariables({ instanceId, body: { variables } }, as);
    }
    case 'resolveIncident': {
      const incidentId = `${instanceId}.${command.incidentKey}`;
      return client.resolveIncident({ incidentId, body: {} }, as);
    }
    case 'fulfilWait': {
      const named = { instance_id: instanceId, key: command.waitKey };
      const task = await knex('user_tasks').where(named).first('id');
      return client.completeTask({ taskId: task.id, body: {} }, as);
    }
    case 'suspendInstance':
      return client.suspendInstance({ instanceId }, as);
    case 'resumeInstance':
      return client.resumeInstance({ instanceId }, as);
    default:
      throw new Error(`Nobody gives ${command.type} over REST here`);
  }
}
