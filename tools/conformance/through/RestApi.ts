import {
  BpmnApiError,
  type ActivatedJob,
  type Incident,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { CaseVariables, DeployError } from '../betsy/caseHost';
import type { ScriptAnswer } from '../betsy/scripts';
import type { HandedJob, ProcessApi } from './processApi';
import type { ServedHost } from './serveHost';

const OWNER = 'group:default/conformance';
const LEASE = 60 * 60_000;

/** Steers processes by HTTP alone, as any client can. */
export class RestApi implements ProcessApi {
  constructor(private readonly served: ServedHost) {}

  async deploy(content: string): Promise<readonly DeployError[]> {
    const { client, token } = this.served;
    const resources = [{ name: 'model.bpmn', content }];
    try {
      await client.deploy({ body: { ownerRef: OWNER, resources } }, { token });
      return [];
    } catch (error) {
      return deployErrors(error);
    }
  }

  async start(processId: string, variables: CaseVariables): Promise<void> {
    const { client, token } = this.served;
    await client.startInstance({ body: { processId, variables } }, { token });
  }

  async startIfTrue(
    processId: string,
    variables: CaseVariables,
  ): Promise<void> {
    const { client, token } = this.served;
    const body = { ownerRef: OWNER, processId, variables };
    await client.evaluateConditions({ body }, { token });
  }

  async activateJobs(): Promise<readonly HandedJob[]> {
    const { client, token } = this.served;
    const body = {
      types: ['script', 'script:*'],
      worker: 'conformance',
      limit: 100,
      lease: LEASE,
    };
    const { items } = await client.activateJobs({ body }, { token });
    return items.map(job => ({
      ...job,
      answer: answer => this.answer(job, answer),
    }));
  }

  async incidents(): Promise<readonly Incident[]> {
    const { client, token } = this.served;
    return (await client.listIncidents({ limit: 200 }, { token })).items;
  }

  private async answer(
    job: ActivatedJob,
    answer: ScriptAnswer['answer'],
  ): Promise<void> {
    try {
      await this.send(job, answer);
    } catch (error) {
      // What has been cancelled meanwhile needs no answer.
      if (!isRefused(error, 404, 409)) {
        throw error;
      }
    }
  }

  private send(
    { id: jobId, attemptId }: ActivatedJob,
    answer: ScriptAnswer['answer'],
  ): Promise<void> {
    const { client, token } = this.served;
    switch (answer.kind) {
      case 'complete': {
        const { variables } = answer;
        const body = { attemptId, variables };
        return client.completeJob({ jobId, body }, { token });
      }
      case 'failForGood': {
        const { message } = answer;
        const body = { attemptId, message, retries: 0 };
        return client.failJob({ jobId, body }, { token });
      }
      case 'throwError': {
        const { code, variables } = answer;
        const body = { attemptId, code, variables };
        return client.throwError({ jobId, body }, { token });
      }
      default:
        throw new Error(`Unknown answer ${answer satisfies never}`);
    }
  }
}

/** What is wrong with a model. Throws anything else again. */
function deployErrors(error: unknown): readonly DeployError[] {
  if (!isRefused(error, 422)) {
    throw error;
  }
  const { problems = [], detail } = error.problem;
  const errors = problems.filter(({ severity }) => severity === 'error');
  return errors.length > 0 ? errors : [{ message: detail }];
}

function isRefused(
  error: unknown,
  ...statuses: readonly number[]
): error is BpmnApiError {
  return (
    error instanceof BpmnApiError && statuses.includes(error.problem.status)
  );
}
