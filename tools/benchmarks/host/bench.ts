import { loggerOf } from '../../hosting/loggerOf';
import type { BenchDatabase } from './database';
import { ACTOR, models, VARIABLES, type ModelId } from './models';
import {
  createHost,
  type Host,
} from '@bpmn-pipelines/backstage-plugin-bpmn-backend/testing';

const OWNER = 'group:default/bench';

type Variables = NonNullable<
  Parameters<Host['instances']['start']>[0]['variables']
>;

/** A host on a database, with the processes that are measured. */
export interface Bench {
  readonly database: BenchDatabase;
  readonly host: Host;
  /** Starts an instance and returns its id. */
  readonly start: (process: ModelId, variables?: Variables) => Promise<string>;
}

/** Puts a host on a database, and deploys what is measured. */
export async function createBench(database: BenchDatabase): Promise<Bench> {
  const host = createHost({
    knex: database.knex,
    clock: { now: () => Date.now() },
    logger: loggerOf(line => console.error(line)),
  });
  const ids = new Map<string, string>();
  for (const [id, content] of Object.entries(models)) {
    const { definitions, problems } = await host.deployments.deploy(
      { ownerRef: OWNER, resources: [{ name: `${id}.bpmn`, content }] },
      ACTOR,
    );
    if (definitions.length === 0) {
      throw new Error(`Expected ${id} to run, but ${JSON.stringify(problems)}`);
    }
    ids.set(id, definitions[0].id);
  }
  return {
    database,
    host,
    async start(process, variables = VARIABLES) {
      const { record } = await host.instances.start(
        {
          definitionId: ids.get(process)!,
          processKey: process.toLowerCase(),
          ownerRef: OWNER,
          variables,
        },
        { actor: ACTOR },
      );
      return record.id;
    },
  };
}
