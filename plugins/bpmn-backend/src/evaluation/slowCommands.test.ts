import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { settle } from '../__testUtils__/settle';
import { createHost, type Host } from '../host/Host';
import { EvaluationThreads } from '.';

// A thread translates its source first.
jest.setTimeout(120_000);

const OWNER = 'group:default/data';
const ADA = 'user:default/ada';

const script = (expression: string) =>
  `<scriptTask id="count"><extensionElements><zeebe:script expression="${expression}" resultVariable="x" /></extensionElements></scriptTask>`;

const model = (id: string, tasks: string, before = 'start') =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://example.org"><process id="${id}" isExecutable="true"><startEvent id="start" />${tasks}<sequenceFlow id="to-count" sourceRef="${before}" targetRef="count" /></process></definitions>`;

const LONG = script('=count(for i in 1..200000 return i)');
const waiting = `<userTask id="review" /><sequenceFlow id="to-review" sourceRef="start" targetRef="review" />`;

describe.each(eachDatabase)('commands that take long on %s', databaseId => {
  let knex: Knex;
  let threads: EvaluationThreads;
  let host: Host;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    threads = new EvaluationThreads();
    host = createHost({
      knex,
      clock: { now: () => 0 },
      logger: mockServices.logger.mock(),
      evaluation: threads,
    });
  });

  afterAll(() => threads.stop());

  async function start(processId: string, content: string) {
    const { problems } = await host.deployments.deploy(
      { ownerRef: OWNER, resources: [{ name: 'm.bpmn', content }] },
      ADA,
    );
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const definition = (await host.stores.deployments.findLatest(processId))!;
    const { record } = await host.instances.start(
      {
        definitionId: definition.id,
        processKey: definition.processKey,
        ownerRef: OWNER,
      },
      { actor: ADA },
    );
    await settle(host);
    return record.id;
  }

  const valueOf = async (id: string) =>
    (await knex('variables').where({ instance_id: id, name: 'x' }).first())
      ?.value;

  it('should be done where they hold up nobody, from the start', async () => {
    // given
    const asked = jest.spyOn(threads, 'ask');
    // when
    const id = await start('long', model('long', LONG));
    // then
    expect(await valueOf(id)).toBe('200000');
    expect(asked.mock.calls.map(([{ kind }]) => kind)).toContain('step');
    asked.mockRestore();
  });

  it('should be done where they hold up nobody, on an instance that waits', async () => {
    // given
    const id = await start('later', model('later', LONG + waiting, 'review'));
    const wait = await knex('waits').where({ instance_id: id }).first();
    // when
    await host.instances.handle(
      id,
      { type: 'fulfilWait', waitKey: wait.key },
      { actor: ADA },
    );
    // then
    expect(await valueOf(id)).toBe('200000');
    expect(await host.stores.instances.find(id)).toMatchObject({
      state: 'completed',
    });
  });

  it('should not go there as long as they are short', async () => {
    // given
    const asked = jest.spyOn(threads, 'ask');
    // when
    await start('short', model('short', script('=1 + 1')));
    // then
    expect(asked.mock.calls.map(([{ kind }]) => kind)).not.toContain('step');
    asked.mockRestore();
  });

  it('should end in an incident where they never end', async () => {
    // when
    const id = await start(
      'endless',
      model('endless', script('=count(for i in 1..9000000 return i)')),
    );
    // then
    expect(await knex('incidents').where({ instance_id: id })).toMatchObject([
      { element_id: 'count', kind: 'expressionFailed' },
    ]);
  });

  it('should be refused there as they are here', async () => {
    // given
    const id = await start(
      'refused',
      model('refused', LONG + waiting, 'review'),
    );
    // when
    const handled = host.instances.handle(
      id,
      { type: 'fulfilWait', waitKey: 99 },
      { actor: ADA },
    );
    // then
    await expect(handled).rejects.toMatchObject({ code: 'notFound' });
  });
});
