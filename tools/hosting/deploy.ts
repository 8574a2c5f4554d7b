import {
  createHost,
  migrate,
} from '@bpmn-pipelines/backstage-plugin-bpmn-backend/testing';
import type { Knex } from 'knex';
import { loggerOf } from './loggerOf';

const OWNER = 'group:default/tools';
const ACTOR = 'user:default/tools';

/** Brings a database up to date, and deploys documents together. Throws if one of them has an error. */
export async function deploy(
  knex: Knex,
  now: number,
  documents: readonly string[],
): Promise<void> {
  await migrate(knex);
  const { deployments } = createHost({
    knex,
    clock: { now: () => now },
    logger: loggerOf(line => console.error(line)),
  });
  const resources = documents.map((content, index) => ({
    name: `part${index + 1}.bpmn`,
    content,
  }));
  const { problems } = await deployments.deploy(
    { ownerRef: OWNER, resources },
    ACTOR,
  );
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new Error(errors.map(({ message }) => message).join('\n'));
  }
}
