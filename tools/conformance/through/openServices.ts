import {
  createHost,
  startIfTrue,
  type Host,
} from '@bpmn-pipelines/backstage-plugin-bpmn-backend/testing';
import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import {
  lintRules,
  type LintLevels,
} from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type { Knex } from 'knex';
import { loggerOf } from '../../hosting/loggerOf';
import type { DurableHost, HandedJob, ProcessApi } from './processApi';

const OWNER = 'group:default/conformance';
const ACTOR = 'user:default/conformance';
const LEASE = 60 * 60_000;

/** The suite has models that are legal, and that nobody would want to run. */
const LINT_LEVELS: LintLevels = Object.fromEntries(
  lintRules.map(({ name }) => [name, 'off']),
);

class Services implements ProcessApi {
  constructor(private readonly host: Host) {}

  async deploy(content: string) {
    const { problems } = await this.host.deployments.deploy(
      { ownerRef: OWNER, resources: [{ name: 'model.bpmn', content }] },
      ACTOR,
    );
    return problems.filter(({ severity }) => severity === 'error');
  }

  async start(
    processId: string,
    variables: Parameters<ProcessApi['start']>[1],
  ): Promise<void> {
    const { id, processKey, ownerRef } = await this.latest(processId);
    await this.host.instances.start(
      { definitionId: id, processKey, ownerRef, variables },
      { actor: ACTOR },
    );
  }

  async startIfTrue(
    processId: string,
    variables: Parameters<ProcessApi['start']>[1],
  ): Promise<void> {
    const definition = await this.latest(processId);
    await startIfTrue(this.host, definition, { variables, actor: ACTOR });
  }

  async activateJobs(): Promise<readonly HandedJob[]> {
    const { jobs } = this.host;
    const activated = await jobs.activate({
      types: ['*'],
      worker: 'conformance',
      limit: 100,
      lease: LEASE,
    });
    return activated.map(job => ({
      type: job.wait.type,
      processId: job.processId,
      elementId: job.wait.elementId,
      variables: job.variables,
      answer: answer => unlessGone(() => jobs.answer(job, answer, ACTOR)),
    }));
  }

  async incidents() {
    const rows = await this.host.knex('incidents').select();
    return rows.map(row => ({
      elementId: row.element_id,
      kind: row.kind,
      message: row.message,
    }));
  }

  private async latest(processId: string) {
    const found = await this.host.stores.deployments.findLatest(processId);
    if (!found) {
      throw new Error(
        `Expected process ${processId} to be deployed, but it is not`,
      );
    }
    return found;
  }
}

/** What has been cancelled meanwhile needs no answer. */
async function unlessGone(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Rejection)) {
      throw error;
    }
  }
}

/** The services of a host on an empty database, without a portal around them. */
export function openServices(knex: Knex): DurableHost {
  let now = 0;
  const host = createHost({
    knex,
    clock: { now: () => now },
    logger: loggerOf(line => console.error(line)),
    lintLevels: LINT_LEVELS,
  });
  return {
    api: new Services(host),
    now: () => now,
    setNow(later) {
      now = later;
    },
    async work() {
      const rests = [
        await host.scheduleWorker.runOnce(),
        await host.outboxWorker.runOnce(),
        await host.timerWorker.runOnce(),
      ];
      return rests.includes(0);
    },
  };
}
