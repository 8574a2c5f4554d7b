import {
  parse,
  type ProcessDefinition,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { CaseHost, CaseVariables, DeployError } from '../betsy/caseHost';
import { doScript, wordOf, type Observed } from '../betsy/scripts';
import type { DurableHost, HandedJob } from './processApi';
import { shortId, withShortIds } from './shortIds';

/** Rounds of work after which something goes in circles. */
const MOST_ROUNDS = 10_000;

/** A case that runs on a durable host; its scripts are jobs that are done here, as by any worker outside. */
export class DurableCase implements CaseHost {
  /** Scripts that take their time. */
  private readonly finishing: {
    readonly at: number;
    readonly act: () => Promise<void>;
  }[] = [];
  private definitions: readonly ProcessDefinition[] = [];

  constructor(
    private readonly host: DurableHost,
    private readonly observed: Observed,
  ) {}

  async deploy(xml: string): Promise<readonly DeployError[]> {
    const document = withShortIds(xml);
    this.definitions = (await parse(document)).definitions;
    return this.host.api.deploy(document);
  }

  async start(processId: string, variables: CaseVariables): Promise<void> {
    await this.host.api.start(shortId(processId), variables);
    await this.settle();
  }

  async startIfTrue(
    processId: string,
    variables: CaseVariables,
  ): Promise<void> {
    await this.host.api.startIfTrue(shortId(processId), variables);
    await this.settle();
  }

  async advance(milliseconds: number): Promise<void> {
    this.host.setNow(this.host.now() + milliseconds);
    await this.settle();
  }

  incidents() {
    return this.host.api.incidents();
  }

  /** Does all that can be done now. */
  private async settle(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const hasWorked = await this.host.work();
      const hasDone = await this.doJobs();
      if (!hasWorked && !hasDone && !(await this.finishOne())) {
        return;
      }
    }
    throw new Error(
      `Expected the processes to come to rest, but they still move after ${MOST_ROUNDS} rounds`,
    );
  }

  private async doJobs(): Promise<boolean> {
    const jobs = await this.host.api.activateJobs();
    for (const job of jobs) {
      await this.doJob(job);
    }
    return jobs.length > 0;
  }

  private async doJob(job: HandedJob): Promise<void> {
    const node = this.definitions
      .find(({ id }) => id === job.processId)!
      .nodes.get(job.elementId)!;
    const { answer, after } = doScript({
      word: wordOf(node, job),
      variable: name => job.variables[name],
      observed: this.observed,
      now: this.host.now(),
    });
    if (after === undefined) {
      await job.answer(answer);
    } else {
      const at = this.host.now() + after;
      this.finishing.push({ at, act: () => job.answer(answer) });
    }
  }

  private async finishOne(): Promise<boolean> {
    const due = this.finishing.findIndex(({ at }) => at <= this.host.now());
    if (due < 0) {
      return false;
    }
    const [{ act }] = this.finishing.splice(due, 1);
    await act();
    return true;
  }
}
