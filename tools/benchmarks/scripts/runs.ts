import { execFile } from 'node:child_process';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { ScriptRunner } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Figure } from '../index.mjs';
import { median } from '../host/rounds';
import { timed } from './timed';

const run = promisify(execFile);
const NANOSECONDS = 1e6;
const RESOLUTION = 1;

/** Milliseconds in which what is done ahead is done. */
const REST = 300;

/** A runner that can be ended. */
export type Runner = ScriptRunner & { stop(): Promise<void> };

/** What is measured. */
interface Script {
  readonly name: string;
  readonly environment: string;
  readonly code: string;
}

const PYTHON = { environment: 'base-python', code: 'outputs["y"] = x + 1' };
const R = { environment: 'base-r', code: 'outputs$y <- x + 1' };
const PANDAS = { environment: 'data', code: `import pandas\n${PYTHON.code}` };

const LATENCIES: readonly (Script & { readonly needs?: string })[] = [
  { ...PYTHON, name: 'latency-python' },
  { ...PANDAS, name: 'latency-pandas', needs: 'pandas' },
  { ...R, name: 'latency-r' },
];

const THROUGHPUTS: readonly Script[] = [
  { ...PYTHON, name: 'throughput-python' },
  { ...R, name: 'throughput-r' },
];

let count = 0;

/** Runs a script to its result. */
async function once(
  runner: Runner,
  {
    environment,
    code,
  }: { readonly environment: string; readonly code: string },
): Promise<void> {
  const { language } = runner.environments.find(
    ({ name }) => name === environment,
  )!;
  const task = {
    ...{ id: `bench-${++count}`, owner: 'group:default/bench' },
    ...{ language, environment, name: 'bench', code, inputs: { x: 41 } },
  };
  for await (const event of runner.submit(task).events) {
    if (event.type === 'error') {
      throw new Error(event.message);
    }
  }
}

const bare = () => run('/usr/bin/python3', ['-c', 'pass']);

async function isThere(module: string | undefined): Promise<boolean> {
  return (
    module === undefined ||
    run('/usr/bin/python3', ['-c', `import ${module}`]).then(
      () => true,
      () => false,
    )
  );
}

/** From a job to its result, how many in a second, and how others fare meanwhile; beside a bare interpreter, in turns. */
export async function measureRuns(
  runner: Runner,
  { samples, tasks }: { readonly samples: number; readonly tasks: number },
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const bares: number[] = [];
  for (const script of LATENCIES) {
    const { name } = script;
    if (!(await isThere(script.needs))) {
      console.log(`  … ${name}: not measured, since pandas is not installed`);
      continue;
    }
    await once(runner, script);
    const own: number[] = [];
    const others: number[] = [];
    for (let sample = 0; sample < samples; sample++) {
      own.push(await timed(() => once(runner, script)));
      // The next sandbox is made ahead: that is not to slow the other one down.
      await sleep(REST);
      others.push(await timed(bare));
    }
    bares.push(...others);
    figures.push({
      name,
      value: median(own),
      unit: 'ms',
      ratio: median(others) / median(own),
      against: 'a bare python3 -c pass',
    });
  }
  figures.push({ name: 'bare-python', value: median(bares), unit: 'ms' });
  for (const script of THROUGHPUTS) {
    const milliseconds = await timed(() => several(runner, script, tasks));
    const value = (tasks * 1000) / milliseconds;
    figures.push({ name: script.name, value, unit: 'tasks/s' });
  }
  figures.push(await measureDelay(runner, tasks));
  return figures;
}

async function several(
  runner: Runner,
  script: { readonly environment: string; readonly code: string },
  tasks: number,
): Promise<void> {
  let left = tasks;
  const call = async () => {
    while (left-- > 0) {
      await once(runner, script);
    }
  };
  await Promise.all(Array.from({ length: 4 }, call));
}

/** Delay of the event loop of this process while a hundred scripts are begun each second. */
async function measureDelay(runner: Runner, tasks: number): Promise<Figure> {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  histogram.enable();
  const running: Promise<void>[] = [];
  for (let index = 0; index < tasks; index++) {
    running.push(once(runner, PYTHON));
    await sleep(10);
  }
  await Promise.all(running);
  histogram.disable();
  const value = histogram.percentile(99) / NANOSECONDS - RESOLUTION;
  return { name: 'event-loop-p99', value: Math.max(0, value), unit: 'ms' };
}
