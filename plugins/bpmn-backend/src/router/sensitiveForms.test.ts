import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { job, sequence } from '../__testUtils__/models';
import { OWNER, restApi } from '../__testUtils__/restApi';
import { evaluationHere } from '../evaluation';

const FORM = JSON.stringify({
  id: 'ask',
  components: [
    { key: 'name', type: 'textfield' },
    { key: 'salary', type: 'number', properties: { sensitive: 'true' } },
  ],
});

const COPY =
  '<zeebe:ioMapping><zeebe:input source="=salary * 2" target="copy" /></zeebe:ioMapping>';

const MARKED =
  '<extensionElements><pipeline:sensitive variable="iban" /></extensionElements>';

describe.each(eachDatabase)('sensitive form fields on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    api = restApi(knex);
    const content = sequence('paid', [job('work', 'work', COPY)], {
      more: MARKED,
    });
    await api.ask('deploy', {
      body: {
        ownerRef: OWNER,
        resources: [
          { name: 'paid.bpmn', content },
          { name: 'ask.form', content: FORM },
        ],
      },
    });
  });

  afterEach(() => jest.restoreAllMocks());

  it('should make variables sensitive, as a mark of the process does', async () => {
    // when
    const instanceId = await api.start({
      processId: 'paid',
      variables: { name: 'Ada', salary: 4711, iban: 'DE' },
    });
    // then
    const { body: all } = await api.ask('listVariables', {
      params: { instanceId },
    });
    expect(all.items).toContainEqual(
      expect.objectContaining({ name: 'copy', value: { $redacted: true } }),
    );
    const root = all.items.filter((it: any) => it.name !== 'copy');
    expect(root).toMatchObject([
      { name: 'iban', value: { $redacted: true } },
      { name: 'name', value: 'Ada' },
      { name: 'salary', value: { $redacted: true } },
    ]);
    const ledger = await knex('variable_ledger')
      .where({ instance_id: instanceId })
      .orderBy('name');
    expect(ledger.map(({ name, value }) => [name, value])).toEqual([
      ['copy', null],
      ['iban', null],
      ['name', '"Ada"'],
      ['salary', null],
    ]);
    const history = await knex('history').where({ instance_id: instanceId });
    expect(JSON.stringify(history)).not.toContain('4711');
  });

  it('should keep values from being looked for, without reading any version for it', async () => {
    // given
    const reading = jest.spyOn(evaluationHere, 'ask');
    const find = (variable: string) =>
      api.ask('listInstances', { query: { processId: 'PAID', variable } });
    // then
    for (const name of ['salary', 'iban', 'copy']) {
      const { status, body } = await find(`${name}=1`);
      expect(status).toBe(400);
      expect(body.parameters).toEqual({ name });
    }
    expect((await find('name=Ada')).status).toBe(200);
    expect(reading).not.toHaveBeenCalled();
  });
});
