import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type {
  ScriptEnd,
  ScriptEvent,
  ScriptFile,
  ScriptRun,
  ScriptRunner,
  ScriptTask,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { contractScripts, type ContractScripts } from './contractScripts';
import type { ScriptRunnerContract } from './contractedScriptRunner';

/** What a run has said, from its begin to its end. */
export interface Heard {
  readonly events: readonly ScriptEvent[];
  readonly end: ScriptEnd;
  /** Texts of its log. */
  readonly log: readonly string[];
  /** What is written in its artifacts, by name. */
  readonly artifacts: Readonly<Record<string, string>>;
}

const ENDS: readonly string[] = ['result', 'thrown', 'error'];

/** Whether it is the last thing that a run says. */
export const isEnd = (event: ScriptEvent): event is ScriptEnd =>
  ENDS.includes(event.type);

/** A run of one of the scripts, as a host would ask for it. */
export function contractTask(
  { language, environment }: ScriptRunnerContract,
  script: keyof ContractScripts,
  more: Partial<ScriptTask> = {},
): ScriptTask {
  return {
    ...{ id: randomUUID(), language, environment, name: `script ${script}` },
    ...{ owner: 'group:default/contract', inputs: { x: 41 } },
    code: contractScripts[language][script],
    ...more,
  };
}

/** Begins one of the scripts. */
export async function begin(
  contract: ScriptRunnerContract,
  script: keyof ContractScripts,
  more?: Partial<ScriptTask>,
): Promise<{ readonly runner: ScriptRunner; readonly run: ScriptRun }> {
  const runner = await contract.createRunner();
  return { runner, run: runner.submit(contractTask(contract, script, more)) };
}

/** Runs one of the scripts to its end. */
export async function runScript(
  contract: ScriptRunnerContract,
  script: keyof ContractScripts,
  more?: Partial<ScriptTask>,
): Promise<Heard> {
  const { run } = await begin(contract, script, more);
  return hear(run);
}

/** Goes through what a run says, to the last. `onEvent` is called with each. */
export async function hear(
  run: ScriptRun,
  onEvent: (event: ScriptEvent) => void = () => {},
): Promise<Heard> {
  const events: ScriptEvent[] = [];
  const artifacts: Record<string, string> = {};
  for await (const event of run.events) {
    events.push(event);
    onEvent(event);
    if (event.type === 'artifact') {
      artifacts[event.name] = (await event.content.toArray()).join('');
    }
  }
  const end = events.at(-1);
  if (!end || !isEnd(end)) {
    throw new Error(
      `Expected a run to end with a result, an error or one that is thrown, but it ended with ${
        end?.type ?? 'nothing'
      }`,
    );
  }
  const log = events.flatMap(event =>
    event.type === 'log' ? [event.text] : [],
  );
  return { events, end, log, artifacts };
}

/** A file in which something is written. */
export function fileOf(text: string): {
  readonly file: ScriptFile;
  /** How often somebody has opened it. */
  readonly opened: () => number;
} {
  let opened = 0;
  const content = Buffer.from(text);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const about = { name: 'a.txt', contentType: 'text/plain', sha256 };
  const file: ScriptFile = {
    reference: { $file: randomUUID(), size: content.length, ...about },
    async open() {
      opened++;
      return Readable.from([content]);
    },
  };
  return { file, opened: () => opened };
}
