import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { job, sequence } from '../__testUtils__/models';
import {
  ADA,
  BEA,
  EVE,
  OTHERS,
  OWNER,
  restApi,
} from '../__testUtils__/restApi';

describe.each(eachDatabase)('drafts that are deployed, on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;
  let count = 0;
  let processId: string;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(() => {
    api = restApi(knex);
    processId = `deployed-${++count}`;
  });

  const bundle = (content: string) => [
    { name: 'model.bpmn', content },
    { name: 'ask.form', content: '{"components":[]}' },
  ];
  const small = () => sequence(processId, [job('work')]);

  const create = (content: string) =>
    api.ask('createDraft', {
      body: { processId, ownerRef: OWNER, resources: bundle(content) },
    });
  const save = (
    draftId: string,
    { ifRevision, content }: { ifRevision: number; content: string },
    as = ADA,
  ) =>
    api.ask('saveDraft', {
      params: { draftId },
      body: { ifRevision, resources: bundle(content) },
      as,
    });
  const get = (draftId: string) => api.ask('getDraft', { params: { draftId } });

  const deploy = (content: string, draft: object, ownerRef = OWNER) =>
    api.ask('deploy', {
      body: { ownerRef, resources: bundle(content), draft },
      as: ownerRef === OWNER ? ADA : EVE,
    });

  it('should note what they were deployed as, and stay', async () => {
    // given
    const { id } = (await create(small())).body;
    // when
    const { status, body } = await deploy(small(), { id, revision: 1 });
    // then
    expect(status).toBe(201);
    const [{ id: processDefinitionId }] = body.definitions;
    expect((await get(id)).body).toMatchObject({
      revision: 1,
      deployed: { revision: 1, processDefinitionId },
    });
    // and
    await save(id, { ifRevision: 1, content: 'next' });
    expect((await get(id)).body).toMatchObject({
      revision: 2,
      deployed: { revision: 1, processDefinitionId },
    });
  });

  it('should be deployed by nobody who has not seen what they are, and then not at all', async () => {
    // given
    const { id } = (await create('a')).body;
    await save(id, { ifRevision: 1, content: small() }, BEA);
    // when
    const former = await deploy(small(), { id, revision: 1 });
    const other = await deploy(sequence(processId, [job('other')]), {
      id,
      revision: 2,
    });
    const none = await deploy(small(), { id: 'none', revision: 2 });
    const theirs = await deploy(small(), { id, revision: 2 }, OTHERS);
    // then
    expect(former.body).toMatchObject({
      status: 409,
      code: 'draftChanged',
      parameters: { revision: 2, savedBy: BEA },
    });
    for (const { body } of [other, none, theirs]) {
      expect(body).toMatchObject({ status: 409, code: 'draftDiffers' });
    }
    expect(
      (await api.ask('getProcess', { params: { processId } })).status,
    ).toBe(404);
    expect((await get(id)).body).not.toHaveProperty('deployed');
  });

  it('should be of a process that is deployed', async () => {
    // given
    const other = sequence(`${processId}-other`, [job('work')]);
    const { id } = (await create(other)).body;
    // when
    const { body } = await deploy(other, { id, revision: 1 });
    // then
    expect(body).toMatchObject({
      status: 409,
      code: 'draftDiffers',
      parameters: { processId },
    });
  });
});
