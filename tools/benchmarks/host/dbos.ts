import { DBOS } from '@dbos-inc/dbos-sdk';
import { CONNECTIONS } from './database';
import { VARIABLES } from './models';

/** The peer that we compare ourselves with. */
export const DBOS_NAME = 'DBOS Transact';

const STEPS = 10;

/** Ten steps that do next to nothing, each of them durable. */
async function tenSteps({ amount }: typeof VARIABLES): Promise<number> {
  let result = 0;
  for (let index = 1; index <= STEPS; index++) {
    result = await DBOS.runStep(async () => amount + index, {
      name: `task${index}`,
    });
  }
  return result;
}

/** A workflow engine with a database of its own on the same server. */
export interface Dbos {
  readonly runOnce: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts it. */
export async function startDbos(connectionString: string): Promise<Dbos> {
  DBOS.setConfig({
    name: 'bench',
    systemDatabaseUrl: `${connectionString}/bench_dbos`,
    systemDatabasePoolSize: CONNECTIONS,
    logLevel: 'error',
  });
  const workflow = DBOS.registerWorkflow(tenSteps, { name: 'tenSteps' });
  await DBOS.launch();
  return {
    async runOnce() {
      await workflow(VARIABLES);
    },
    stop: () => DBOS.shutdown(),
  };
}
