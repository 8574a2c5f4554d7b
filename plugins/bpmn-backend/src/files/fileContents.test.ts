import { createMockDirectory } from '@backstage/backend-test-utils';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import {
  ADA,
  element,
  HostStory,
  line,
  model,
  process,
} from '../__testUtils__/hostStory';
import { FileChunkStore } from '../store/files';
import { DatabaseFileContents } from './DatabaseFileContents';
import type { FileContents } from './FileContents';
import { FolderFileContents } from './FolderFileContents';

const KIB = 1024;
const directory = createMockDirectory();
const inFolder = () => new FolderFileContents(directory.resolve('files'));

const all: readonly (readonly [string, () => Promise<FileContents>])[] = [
  ['a folder', async () => inFolder()],
  ...eachDatabase.map(
    ([id]) =>
      [
        `the database, ${id}`,
        async () =>
          new DatabaseFileContents(
            new FileChunkStore(await migratedDatabase(id)),
          ),
      ] as const,
  ),
];

const bytes = (length: number) => Buffer.alloc(length, 'some bytes');

describe.each(all)('bytes of files in %s', (_, make) => {
  let contents: FileContents;
  let count = 0;
  let key: string;

  beforeAll(async () => {
    contents = await make();
  });

  beforeEach(() => {
    key = `key-${++count}`;
  });

  const put = (content: Iterable<Buffer> | AsyncIterable<Buffer>) =>
    contents.put(key, Readable.from(content, { objectMode: false }));

  const read = async (...[range]: [Parameters<FileContents['open']>[1]?]) =>
    buffer(await contents.open(key, range));

  it.each([0, 1, 300 * KIB, 1024 * KIB])(
    'should be given back: %i',
    async size => {
      // given
      await put([bytes(size)]);
      // then
      expect((await read()).equals(bytes(size))).toBe(true);
    },
  );

  it('should be given in part', async () => {
    // given
    await put([bytes(300 * KIB)]);
    // when
    const part = await read({ start: 1, end: 299 * KIB });
    // then
    expect(part.equals(bytes(300 * KIB).subarray(1, 299 * KIB + 1))).toBe(true);
  });

  it('should be missed where there are none', async () => {
    await expect(contents.open(key)).rejects.toThrow(key);
  });

  it('should be gone when they are removed, again and again', async () => {
    // given
    await put([bytes(3000 * KIB)]);
    // when
    await contents.remove(key);
    await contents.remove(key);
    // then
    await expect(contents.open(key)).rejects.toThrow(key);
  });

  it('should be removed where they have broken off', async () => {
    // given
    async function* breaking() {
      yield bytes(600 * KIB);
      throw new Error('broken off');
    }
    await expect(put(breaking())).rejects.toThrow('broken off');
    // when
    await contents.remove(key);
    // then
    await expect(contents.open(key)).rejects.toThrow(key);
    await put([bytes(1)]);
    expect(await read()).toHaveLength(1);
  });
});

describe('the folder of files', () => {
  const files = () => directory.resolve('files');

  it.each([
    '../../etc/passwd',
    '..',
    'a/b',
    'a\\b',
    '',
    '.hidden',
    'a'.repeat(37),
  ])('should not be left by a key: %j', async key => {
    const contents = inFolder();
    const content = Readable.from([bytes(1)]);
    for (const asked of [
      async () => contents.put(key, content),
      async () => contents.open(key),
      async () => contents.remove(key),
    ]) {
      await expect(asked()).rejects.toThrow('could lead out of the folder');
    }
  });

  it('should have a file at its place when it is whole, not before', async () => {
    // given
    const contents = inFolder();
    const path = join(files(), '99', 'key-0099');
    const seen: boolean[] = [];
    async function* slow() {
      yield bytes(600 * KIB);
      seen.push(existsSync(path));
    }
    // when
    await contents.put(
      'key-0099',
      Readable.from(slow(), { objectMode: false }),
    );
    // then
    expect([...seen, existsSync(path)]).toEqual([false, true]);
    expect(readdirSync(join(files(), '99'))).toEqual(['key-0099']);
  });

  describe('that is configured', () => {
    const story = new HostStory('SQLITE_3');

    it('should have the bytes of files, and the database none', async () => {
      // given
      const host = story.newHost({ filesFolder: files() });
      await story.deploy(
        model(
          process(
            'waiting',
            line(element('startEvent', 'start'), element('userTask', 'wait')),
          ),
        ),
      );
      const instanceId = await story.start('waiting');
      // when
      const reference = await host.files.add({
        instanceId,
        name: 'a.txt',
        content: Readable.from([bytes(5)]),
        createdBy: ADA,
      });
      // then
      const { content } = await host.files.open(reference);
      expect((await buffer(content)).equals(bytes(5))).toBe(true);
      expect(await story.knex('file_chunks')).toEqual([]);
    });
  });
});
