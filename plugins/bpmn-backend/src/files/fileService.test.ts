import { isFileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { eachDatabase } from '../__testUtils__/database';
import {
  ADA,
  element,
  HostStory,
  line,
  model,
  process,
} from '../__testUtils__/hostStory';
import type { FileGiven } from './FileService';

const KIB = 1024;
const DAY = 24 * 3_600_000;

const TABLES = ['files', 'file_grants', 'file_chunks', 'file_leftovers'];

/** Bytes that differ. */
const BYTES = Buffer.from(
  Array.from({ length: 600 * KIB + 1 }, (_, n) => (n * 7 + (n >> 8)) % 256),
);
const bytes = (length: number) => BYTES.subarray(0, length);

describe.each(eachDatabase)('files on %s', databaseId => {
  const story = new HostStory(databaseId);

  beforeEach(async () => {
    for (const table of TABLES) {
      await story.knex(table).del();
    }
    story.host = story.newHost({
      fileLimits: { maxSize: 600 * KIB, quota: 1000 * KIB },
    });
    await story.deploy(
      model(
        process(
          'waiting',
          line(element('startEvent', 'start'), element('userTask', 'wait')),
        ),
      ),
    );
  });

  /** What is left of all files. */
  async function left() {
    const counts = await Promise.all(
      TABLES.map(async table => [table, (await story.knex(table)).length]),
    );
    return Object.fromEntries(counts.filter(([, count]) => count !== 0));
  }

  const add = (
    instanceId: string,
    content: Buffer | Readable,
    more: Partial<FileGiven> = {},
  ) =>
    story.host.files.add({
      instanceId,
      name: 'report.bin',
      content: Buffer.isBuffer(content) ? Readable.from([content]) : content,
      createdBy: ADA,
      ...more,
    });

  const read = async (...opened: Parameters<typeof story.host.files.open>) =>
    buffer((await story.host.files.open(...opened)).content);

  const cancel = (id: string) =>
    story.host.instances.handle(id, { type: 'cancelInstance' }, { actor: ADA });

  it.each([0, 1, 256 * KIB - 1, 256 * KIB, 256 * KIB + 1, 600 * KIB])(
    'should be given back as they came: %i bytes',
    async size => {
      // given
      const id = await story.start('waiting');
      const content = bytes(size);
      const pieces = Array.from({ length: Math.ceil(size / 100_000) }, (_, n) =>
        content.subarray(n * 100_000, (n + 1) * 100_000),
      );
      // when
      const reference = await add(id, Readable.from(pieces));
      // then
      expect(reference).toMatchObject({
        name: 'report.bin',
        size,
        sha256: createHash('sha256').update(content).digest('hex'),
      });
      expect(isFileReference(reference)).toBe(true);
      expect((await read(reference)).equals(content)).toBe(true);
      expect((await read(reference.$file)).equals(content)).toBe(true);
      expect(await story.knex('file_leftovers')).toEqual([]);
    },
  );

  it.each([
    [0, 0],
    [5, 9],
    [256 * KIB - 1, 256 * KIB],
    [256 * KIB, 512 * KIB - 1],
    [100, 600 * KIB - 1],
    [600 * KIB - 1, 600 * KIB - 1],
  ])('should be given in part: from byte %i to %i', async (start, end) => {
    // given
    const content = bytes(600 * KIB);
    const reference = await add(await story.start('waiting'), content);
    // when
    const part = await read(reference, { start, end });
    // then
    expect(part.equals(content.subarray(start, end + 1))).toBe(true);
  });

  it('should be those of the instance, which may have them in its variables', async () => {
    // given
    const id = await story.start('waiting');
    const other = await story.start('waiting');
    // when
    const reference = await add(id, bytes(3));
    // then
    const { files } = story.host;
    const { $file: key } = reference;
    expect(await files.find(id, key)).toEqual(reference);
    expect(await files.find(other, key)).toBeUndefined();
    const record = { reference, createdBy: ADA, createdAt: story.now };
    expect(await files.list(id, { limit: 5 })).toEqual({ rows: [record] });
    expect(await files.list(other, { limit: 5 })).toEqual({ rows: [] });
    // when
    const handed = story.host.instances.handle(
      id,
      { type: 'setVariables', variables: { doc: reference as any } },
      { actor: ADA },
    );
    // then
    await expect(handed).resolves.toBeDefined();
  });

  it('should be listed page by page, the youngest first', async () => {
    // given
    const id = await story.start('waiting');
    for (const name of ['a', 'b', 'c']) {
      await add(id, bytes(1), { name });
    }
    const { files } = story.host;
    // when
    const first = await files.list(id, { limit: 2 });
    const second = await files.list(id, { limit: 2, cursor: first.nextCursor });
    // then
    const names = ({ rows }: typeof first) =>
      rows.map(({ reference }) => reference.name);
    expect([names(first), names(second)]).toEqual([['c', 'b'], ['a']]);
    expect(second.nextCursor).toBeUndefined();
  });

  it('should be called by a clean name, and what they are by their content', async () => {
    // given
    const id = await story.start('waiting');
    // when
    const reference = await add(id, Buffer.from('<svg onload="x()" />'), {
      name: '../../etc/pass\u0000wd.png',
      contentType: 'image/png',
    });
    // then
    expect(reference).toMatchObject({
      name: 'passwd.png',
      contentType: 'image/svg+xml',
    });
  });

  it.each([
    ['one that is too large', [0, 600 * KIB + 1], 'fileTooLarge'],
    [
      'more than there is room for',
      [600 * KIB, 401 * KIB],
      'fileQuotaExceeded',
    ],
  ])('should not be %s', async (_, [before, size], code) => {
    // given
    const id = await story.start('waiting');
    const other = await story.start('waiting');
    await add(other, bytes(500 * KIB));
    await add(id, bytes(before));
    const there = await left();
    const content = Readable.from([bytes(size - 1), bytes(1), bytes(1)]);
    // when
    const added = add(id, content);
    // then
    await expect(added).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/^Expected .*, but /),
    });
    expect(await left()).toEqual(there);
    expect(content.destroyed).toBe(true);
  });

  it('should take no more together than there is room for, at the same time either', async () => {
    // given
    const id = await story.start('waiting');
    // when
    const ends = await Promise.allSettled(
      [1, 2, 3].map(() => add(id, bytes(400 * KIB))),
    );
    // then
    expect(ends.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
    ]);
    expect(await left()).toEqual({
      files: 2,
      file_grants: 2,
      file_chunks: 4,
    });
  });

  it('should leave nothing where what comes breaks off', async () => {
    // given
    const id = await story.start('waiting');
    async function* breaking() {
      yield bytes(300 * KIB);
      throw new Error('aborted');
    }
    // when
    const added = add(id, Readable.from(breaking()));
    // then
    await expect(added).rejects.toThrow('aborted');
    expect(await left()).toEqual({});
  });

  it('should leave nothing where it had broken off before', async () => {
    // given
    const id = await story.start('waiting');
    const content = new Readable({ read() {} });
    // when
    const added = add(id, content);
    content.destroy(new Error('aborted'));
    // then
    await expect(added).rejects.toThrow('aborted');
    expect(await left()).toEqual({});
  });

  it.each([
    ['that is not there', async () => 'nobody', 'notFound'],
    [
      'that is over',
      async () => {
        const id = await story.start('waiting');
        await cancel(id);
        return id;
      },
      'invalidState',
    ],
  ])('should not be made in an instance %s', async (_, make, code) => {
    // given
    const id = await make();
    // when
    const added = add(id, bytes(1));
    // then
    await expect(added).rejects.toMatchObject({ code });
    expect(await left()).toEqual({});
  });

  it.each([
    ['is over', async (id: string) => void (await cancel(id)), 'invalidState'],
    [
      'is gone',
      async (id: string) => {
        await story.knex('process_instances').where({ id }).del();
      },
      'notFound',
    ],
    [
      'is found again a day later',
      async () => {
        story.now += DAY;
      },
      'invalidState',
    ],
  ])(
    'should not be made in an instance that %s by the end',
    async (_, change, code) => {
      // given
      const id = await story.start('waiting');
      async function* slow() {
        yield bytes(300 * KIB);
        await change(id);
      }
      // when
      const added = add(id, Readable.from(slow()));
      // then
      await expect(added).rejects.toMatchObject({ code });
      expect(await left()).toEqual({});
    },
  );

  it('should be refused by name where there is none', async () => {
    await expect(story.host.files.open('nobody')).rejects.toMatchObject({
      code: 'notFound',
      message: expect.stringContaining('nobody'),
    });
  });

  it.each([
    ['all of it is', 0],
    ['the end is', 1],
  ])('should not look whole where %s missing', async (_, from) => {
    // given
    const id = await story.start('waiting');
    const reference = await add(id, bytes(300 * KIB));
    await story.knex('file_chunks').where('position', '>=', from).del();
    // then
    await expect(read(reference)).rejects.toThrow(reference.$file);
  });

  describe('that nobody may have any more', () => {
    const clean = async () => {
      while ((await story.host.fileWorker.runOnce()) < 1000);
    };
    const retire = async (id: string) => {
      await cancel(id);
      await story
        .knex('process_instances')
        .where({ id })
        .update({ remove_at: story.now });
      while ((await story.host.retentionWorker.runOnce()) < 1000);
    };

    it('should go with the last instance that has them', async () => {
      // given
      const id = await story.start('waiting');
      const other = await story.start('waiting');
      const reference = await add(id, bytes(600 * KIB));
      const { $file: key } = reference;
      await story.host.stores.files.grant(other, [key]);
      // when
      await retire(id);
      await clean();
      // then
      expect(await story.host.files.find(other, key)).toEqual(reference);
      expect(await read(reference)).toHaveLength(600 * KIB);
      expect(await story.knex('file_leftovers')).toEqual([]);
      // when
      await retire(other);
      await clean();
      // then
      expect(await left()).toEqual({});
    });

    it('should go by whoever comes after a kill', async () => {
      // given
      const id = await story.start('waiting');
      const { $file: key } = await add(id, bytes(300 * KIB));
      await retire(id);
      await story.host.stores.fileLeftovers.release(key);
      await story.knex('file_chunks').where({ position: 0 }).del();
      // when
      story.host = story.newHost();
      await clean();
      // then
      expect(await left()).toEqual({});
    });

    it('should be given a day to become files', async () => {
      // given
      await story.host.stores.files.beginUpload('k', story.now + DAY);
      await story.host.stores.fileChunks.add('k', 0, bytes(3));
      // when
      story.now += DAY - 1;
      await clean();
      // then
      expect(await left()).toEqual({ file_chunks: 1, file_leftovers: 1 });
      // when
      story.now += 1;
      await clean();
      // then
      expect(await left()).toEqual({});
    });

    it('should go step by step, many of them', async () => {
      // given
      const id = await story.start('waiting');
      for (let n = 0; n < 25; n++) {
        await add(id, bytes(1));
      }
      await retire(id);
      // when
      const rest = await story.host.fileWorker.runOnce();
      // then
      expect(rest).toBeLessThan(1000);
      expect(await left()).toMatchObject({ files: 5, file_chunks: 5 });
      // when
      await clean();
      // then
      expect(await left()).toEqual({});
    });
  });
});
