import type {
  ActivatedJob,
  ActivatedJobs,
  DeploymentRequest,
  EvaluateConditionsRequest,
  Incident,
  Page,
  ProblemDetails,
  StartInstanceRequest,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { CaseVariables } from '../betsy/caseHost';
import type { ScriptAnswer } from '../betsy/scripts';
import type { HandedJob, ProcessApi } from './processApi';
import type { ServedHost } from './serveHost';

const OWNER = 'group:default/conformance';
const LEASE = 60 * 60_000;

/** Steers processes by HTTP alone, as any client can. */
export class RestApi implements ProcessApi {
  constructor(private readonly served: ServedHost) {}

  async deploy(content: string) {
    const body: DeploymentRequest = {
      ownerRef: OWNER,
      resources: [{ name: 'model.bpmn', content }],
    };
    const response = await this.post('/deployments', body);
    if (response.status !== 422) {
      await this.require(response, 200, 201);
      return [];
    }
    const { problems = [], detail }: ProblemDetails = await response.json();
    const errors = problems.filter(({ severity }) => severity === 'error');
    return errors.length > 0 ? errors : [{ message: detail }];
  }

  async start(processId: string, variables: CaseVariables): Promise<void> {
    const body: StartInstanceRequest = { processId, variables };
    await this.require(await this.post('/process-instances', body), 201);
  }

  async startIfTrue(
    processId: string,
    variables: CaseVariables,
  ): Promise<void> {
    const body: EvaluateConditionsRequest = {
      ownerRef: OWNER,
      processId,
      variables,
    };
    await this.require(await this.post('/conditions', body), 200);
  }

  async activateJobs(): Promise<readonly HandedJob[]> {
    const response = await this.post('/jobs/activate', {
      types: ['script', 'script:*'],
      worker: 'conformance',
      limit: 100,
      lease: LEASE,
    });
    await this.require(response, 200);
    const { items }: ActivatedJobs = await response.json();
    return items.map(job => ({
      ...job,
      answer: answer => this.answer(job, answer),
    }));
  }

  async incidents(): Promise<readonly Incident[]> {
    const response = await this.get('/incidents?limit=200');
    await this.require(response, 200);
    const { items }: Page<Incident> = await response.json();
    return items;
  }

  private async answer(
    { id, attemptId }: ActivatedJob,
    answer: ScriptAnswer['answer'],
  ): Promise<void> {
    const [verb, body] = requestOf(answer);
    const path = `/jobs/${encodeURIComponent(id)}/${verb}`;
    const response = await this.post(path, { attemptId, ...body });
    // What has been cancelled meanwhile needs no answer.
    await this.require(response, 204, 404, 409);
  }

  private get(path: string): Promise<Response> {
    const { baseUrl, authorization } = this.served;
    return fetch(`${baseUrl}${path}`, { headers: { authorization } });
  }

  private post(path: string, body: object): Promise<Response> {
    const { baseUrl, authorization } = this.served;
    return fetch(`${baseUrl}${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  private async require(
    response: Response,
    ...statuses: readonly number[]
  ): Promise<void> {
    if (!statuses.includes(response.status)) {
      throw new Error(
        `Expected ${response.url} to answer with ${statuses.join(
          ' or ',
        )}, but it answered with ${response.status}: ${await response.text()}`,
      );
    }
  }
}

function requestOf(answer: ScriptAnswer['answer']): [string, object] {
  switch (answer.kind) {
    case 'complete':
      return ['complete', { variables: answer.variables }];
    case 'failForGood':
      return ['fail', { message: answer.message, retries: 0 }];
    case 'throwError':
      return [
        'throw-error',
        { code: answer.code, variables: answer.variables },
      ];
    default:
      throw new Error(`Unknown answer ${answer satisfies never}`);
  }
}
