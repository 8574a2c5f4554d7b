// Measures scripts on one database and writes the figures as JSON to the file that is named. Started by ../onDatabases.mjs.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import {
  createHost,
  ScriptRunners,
  startWorkers,
  type Host,
} from '@bpmn-pipelines/backstage-plugin-bpmn-backend/testing';
import { createScriptRunner } from '@bpmn-pipelines/backstage-plugin-bpmn-backend-module-script-runner/testing';
import { loggerOf } from '../../hosting/loggerOf';
import type { Figure } from '../index.mjs';
import { openDatabase, type DatabaseKind } from '../host/database';
import { median } from '../host/rounds';
import { measureRuns, type Runner } from './runs';
import { bareFibo, sequential } from './models';
import { timed } from './timed';

const run = promisify(execFile);
const OWNER = 'group:default/bench';
const ACTOR = 'user:default/bench';
const PYTHON = '/usr/bin/python3';

/** How much is measured. */
const sizes = {
  full: {
    rounds: 5,
    small: 40,
    large: 10,
    number: 33,
    samples: 60,
    tasks: 300,
  },
  tiny: { rounds: 1, small: 3, large: 1, number: 15, samples: 3, tasks: 5 },
};

/** Tells when instances have ended. */
class Endings {
  private readonly ended = new Set<string>();
  private readonly waiting = new Map<string, () => void>();

  constructor(host: Host) {
    host.instances.onCommit(({ record: { id, endedAt } }) => {
      if (endedAt !== undefined) {
        this.ended.add(id);
        this.waiting.get(id)?.();
      }
    });
  }

  async of(id: string): Promise<void> {
    if (!this.ended.has(id)) {
      await new Promise<void>(resolve => this.waiting.set(id, resolve));
    }
  }
}

/** The public benchmark: so many tasks in a row, against a bare interpreter for each. */
async function measureFibo(
  { host, endings }: { readonly host: Host; readonly endings: Endings },
  {
    name,
    count,
    n,
    rounds,
  }: { name: string; count: number; n: number; rounds: number },
): Promise<Figure> {
  const id = name.replace(/\W/g, '');
  const { definitions, problems } = await host.deployments.deploy(
    {
      ownerRef: OWNER,
      resources: [{ name: `${id}.bpmn`, content: sequential(id, count, n) }],
    },
    ACTOR,
  );
  if (definitions.length === 0) {
    throw new Error(`Expected ${id} to run, but ${JSON.stringify(problems)}`);
  }
  const definitionId = definitions[0].id;
  const ours = async () => {
    const { record } = await host.instances.start(
      { definitionId, processKey: id, ownerRef: OWNER, variables: {} },
      { actor: ACTOR },
    );
    await endings.of(record.id);
  };
  const bare = async () => {
    for (let index = 0; index < count; index++) {
      await run(PYTHON, ['-c', bareFibo(n)]);
    }
  };
  await ours();
  const own: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const mine = await timed(ours);
    own.push(mine / count);
    ratios.push((await timed(bare)) / mine);
  }
  return {
    name,
    value: median(own),
    unit: 'ms per task',
    ratio: median(ratios),
    against: 'a bare python3 for each',
  };
}

async function main(file: string, kind: string, size: string): Promise<void> {
  const { rounds, small, large, number, samples, tasks } =
    sizes[size as keyof typeof sizes];
  const logger = loggerOf(line => console.error(line));
  const runner: Runner = createScriptRunner(logger);
  const scriptRunners = new ScriptRunners();
  scriptRunners.addScriptRunner(runner);
  const database = await openDatabase(kind as DatabaseKind);
  const host = createHost({
    knex: database.knex,
    clock: { now: () => Date.now() },
    logger,
    scriptRunners,
  });
  const workers = startWorkers(host);
  const means = { host, endings: new Endings(host) };
  const figures: Figure[] = [];
  try {
    const few = { rounds, count: small, n: 10, name: 'fibo10x40' };
    figures.push(await measureFibo(means, few));
    const many = { rounds, count: large, n: number, name: 'fibo33x10' };
    figures.push(await measureFibo(means, many));
    figures.push(...(await measureRuns(runner, { samples, tasks })));
  } finally {
    await workers.stop();
    await runner.stop();
    await database.close();
  }
  writeFileSync(
    file,
    JSON.stringify(figures.map(figure => ({ ...figure, database: kind }))),
  );
}

const [, , file, kind, size] = process.argv;
main(file, kind, size).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
