import type { DraftRevision } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';
import { isPostgres } from '../driver';
import { DraftConflict, draftChanged } from './DraftConflict';
import { draftOf, type DraftRecord } from './DraftRecord';

/** What a draft is deployed as, in the transaction that deploys it. */
interface DraftDeployment {
  readonly draft: DraftRevision;
  readonly ownerRef: string;
  /** Over all of its documents. */
  readonly contentHash: string;
  readonly definitions: readonly {
    readonly id: string;
    readonly processKey: string;
  }[];
}

/** Notes what a draft was deployed as. Throws a {@link DraftConflict} if it is not what is deployed: then nothing is. */
export async function noteDeployed(
  tx: Knex,
  deployment: DraftDeployment,
): Promise<void> {
  const { id } = deployment.draft;
  const query = tx('process_drafts').where({ id });
  const row = await (isPostgres(tx) ? query.forUpdate() : query).first();
  const draft = row && draftOf(row);
  requireSame(draft, deployment);
  const definition = deployment.definitions.find(
    ({ processKey }) => processKey === draft.processKey,
  );
  if (!definition) {
    throw new DraftConflict(
      'draftDiffers',
      `Expected process ${draft.processId} among what is deployed, but it is not: the draft is one of it. Begin a draft of the process that the model names`,
      { draftId: id, processId: draft.processId },
    );
  }
  await tx('process_drafts').where({ id }).update({
    deployed_revision: draft.revision,
    deployed_definition_id: definition.id,
  });
}

function requireSame(
  found: DraftRecord | undefined,
  { draft: { id, revision }, ownerRef, contentHash }: DraftDeployment,
): asserts found is DraftRecord {
  if (found?.ownerRef !== ownerRef) {
    throw new DraftConflict(
      'draftDiffers',
      `Expected ${id} to be a draft of ${ownerRef}, but it is not. Deploy without naming it`,
      { draftId: id },
    );
  }
  if (found.revision !== revision) {
    throw draftChanged(found, revision);
  }
  if (found.contentHash !== contentHash) {
    throw new DraftConflict(
      'draftDiffers',
      `Expected what is deployed to be what revision ${revision} of the draft holds, but it is something else. Save it first`,
      { draftId: id, revision },
    );
  }
}
