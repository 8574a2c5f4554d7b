import { mockCredentials } from '@backstage/backend-test-utils';
import type { BpmnApi } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { serveHost } from '../../conformance/through/serveHost';
import type { Figure } from '../index.mjs';
import type { Bench } from './bench';
import { ACTOR } from './models';
import { quantile } from './rounds';

const CALLERS = [1, 16];
const WARM_UP = 50;

/** How long people wait until their task is completed, and the next one there: through the whole REST API, permissions included. */
export async function measureRestTasks(
  bench: Bench,
  tasks: number,
): Promise<readonly Figure[]> {
  const { client, stop } = await serveHost(bench.host);
  const figures: Figure[] = [];
  try {
    for (const callers of CALLERS) {
      const ids = await startTasks(bench, WARM_UP + tasks);
      const latencies = await completeAll(client, ids, callers);
      const suffix = callers === 1 ? '' : `-${callers}-callers`;
      for (const [name, share] of [
        ['p50', 0.5],
        ['p99', 0.99],
      ] as const) {
        figures.push({
          name: `complete-task-${name}${suffix}`,
          value: quantile(latencies, share),
          unit: 'ms',
        });
      }
    }
  } finally {
    await stop();
  }
  return figures;
}

async function startTasks(
  { start, database }: Bench,
  count: number,
): Promise<readonly string[]> {
  const instances = new Set<string>();
  for (let index = 0; index < count; index++) {
    instances.add(await start('twoTasks'));
  }
  const rows = await database
    .knex('user_tasks')
    .where({ state: 'open', element_id: 'first' });
  return rows
    .filter(({ instance_id: id }) => instances.has(id))
    .map(({ id }) => id);
}

/** Milliseconds that each took, without those that warm up. */
async function completeAll(
  client: BpmnApi,
  ids: readonly string[],
  callers: number,
): Promise<readonly number[]> {
  const latencies: number[] = [];
  const token = mockCredentials.user.token(ACTOR);
  const rest = [...ids];
  const call = async () => {
    for (let id = rest.pop(); id !== undefined; id = rest.pop()) {
      const begin = performance.now();
      await client.completeTask(
        { taskId: id, body: { variables: { approved: true } } },
        { token },
      );
      latencies.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return latencies.slice(WARM_UP);
}
