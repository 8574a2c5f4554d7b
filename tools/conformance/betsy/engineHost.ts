import {
  MemoryHost,
  parse,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { CaseHost, CaseVariables, DeployError } from './caseHost';
import { doScript, wordOf, type Observed, type ScriptAnswer } from './scripts';

class EngineHost implements CaseHost {
  private host = new MemoryHost({ definitions: [] });

  constructor(private readonly observed: Observed) {}

  async deploy(xml: string): Promise<readonly DeployError[]> {
    const { definitions, problems } = await parse(xml);
    const host: MemoryHost = new MemoryHost({
      definitions,
      doJob: ({ node, wait, variable }) =>
        toEngine(
          doScript({
            word: wordOf(node, wait),
            variable,
            observed: this.observed,
            now: host.now,
          }),
        ),
    });
    this.host = host;
    return problems.filter(({ severity }) => severity === 'error');
  }

  async start(processId: string, variables: CaseVariables): Promise<void> {
    this.host.start(processId, variables);
  }

  async startIfTrue(
    processId: string,
    variables: CaseVariables,
  ): Promise<void> {
    this.host.startIfTrue(processId, variables);
  }

  async advance(milliseconds: number): Promise<void> {
    this.host.advance(milliseconds);
  }

  async incidents() {
    return Array.from(this.host.instances.values()).flatMap(({ rows }) =>
      Array.from(rows.incidents.values()),
    );
  }
}

function toEngine({ answer, after }: ScriptAnswer) {
  switch (answer.kind) {
    case 'complete':
      return { complete: answer.variables, after };
    case 'failForGood':
      return { fail: answer.message, retries: 0 };
    default:
      return { error: answer.code };
  }
}

/** The pure engine, in memory. */
export async function openEngine(observed: Observed): Promise<CaseHost> {
  return new EngineHost(observed);
}
