import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { job, paid, PAID, sequence } from '../__testUtils__/models';
import { ADA, EVE, restApi } from '../__testUtils__/restApi';

const HOUR = 3_600_000;

describe.each(eachDatabase)('starts over REST on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;
  let count = 0;
  let processId: string;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(async () => {
    api = restApi(knex);
    processId = `process-${++count}`;
    await api.deploy(
      sequence(processId, [job('work'), paid('pay')], {
        around: PAID,
        more: '<extensionElements><pipeline:sensitive variable="secret" /></extensionElements>',
      }),
    );
  });

  const start = (body: object = {}, headers = {}, as = ADA) =>
    api.ask('startInstance', { body: { processId, ...body }, headers, as });

  describe('with an idempotency key', () => {
    const headers = { 'idempotency-key': 'key 1' };

    it('should give the first instance again', async () => {
      // when
      const first = await start({ variables: { a: 1 } }, headers);
      const second = await start({ variables: { a: 1 } }, headers);
      // then
      expect(second.body).toEqual(first.body);
      expect(second.status).toBe(201);
    });

    it('should start one instance of many requests at a time', async () => {
      // when
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => start({ businessKey: 'one' }, headers)),
      );
      // then
      expect(new Set(answers.map(({ status }) => status))).toEqual(
        new Set([201]),
      );
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    });

    it('should start the instance that a crash has left out', async () => {
      // given
      const first = await start({}, headers);
      for (const table of ['process_instances', 'history', 'waits']) {
        await knex(table).del();
      }
      await knex('element_instances').del();
      // when
      const second = await start({}, headers);
      // then
      expect(second.body.id).toBe(first.body.id);
    });

    it('should refuse another request of the same key', async () => {
      // given
      await start({ variables: { a: 1 } }, headers);
      // when
      const { status, body } = await start({ variables: { a: 2 } }, headers);
      // then
      expect(status).toBe(422);
      expect(body).toMatchObject({
        code: 'keyReused',
        parameters: { key: 'key 1' },
      });
    });

    it('should refuse another version of the same key, and know that key by key in any order', async () => {
      // given
      await api.deploy(sequence(processId, [job('other')]));
      const first = await start({ version: 1, businessKey: 'x' }, headers);
      // when
      const other = await start({ version: 2, businessKey: 'x' }, headers);
      const latest = await start({ businessKey: 'x' }, headers);
      const turned = await api.ask('startInstance', {
        body: { businessKey: 'x', version: 1, processId },
        headers,
      });
      // then
      expect([other.status, latest.status]).toEqual([422, 422]);
      expect(turned.body.id).toBe(first.body.id);
    });

    it('should know nothing of the keys of others', async () => {
      const first = await start({}, headers);
      const other = await start({}, headers, EVE);
      expect(other.body.id).not.toBe(first.body.id);
    });

    it('should forget a key after a day', async () => {
      // given
      const first = await start({}, headers);
      // when
      api.clock.time += 24 * HOUR;
      const second = await start({}, headers);
      // then
      expect(second.body.id).not.toBe(first.body.id);
    });

    afterEach(() => knex('idempotency_keys').del());
  });
});
