import { Readable } from 'node:stream';
import type { Cases, Given } from './Given';
import { ADA, type RestRequest } from './restApi';
import type { World } from './world';

const ofFile =
  (headers: Readonly<Record<string, string>> = {}): Given =>
  async world => ({ params: await world.file(), headers });
const newFile =
  (more: RestRequest = {}): Given =>
  async world => {
    const { instanceId } = await world.instance();
    return { params: { instanceId }, query: { name: 'a.csv' }, ...more };
  };

const newStartFile =
  (more: RestRequest = {}): Given =>
  async () => ({
    params: { processId: 'known' },
    query: { name: 'a.csv' },
    body: 'a,b',
    ...more,
  });
const ofTask =
  (
    make: (world: World) => Promise<{ readonly taskId: string }>,
    headers: Readonly<Record<string, string>> = {},
  ): Given =>
  async world => {
    const { taskId } = await make(world);
    return { params: { taskId }, query: { name: 'a' }, body: 'a', headers };
  };

/** Operations on files. */
export const fileCases = {
  listFiles: { done: ofFile() },
  addFile: {
    done: newFile({ body: 'a,b', headers: { 'content-type': 'text/csv' } }),
    async 404() {
      const params = { instanceId: 'nothing' };
      return { params, query: { name: 'a.csv' } };
    },
    async 409(world) {
      const { instanceId } = await world.over();
      return { params: { instanceId }, query: { name: 'a.csv' }, body: 'a' };
    },
    async 413(world) {
      const { instanceId } = await world.file(2 * 1024 ** 3);
      return { params: { instanceId }, query: { name: 'a.csv' }, body: 'a' };
    },
    415: newFile({ headers: { 'content-encoding': 'gzip' }, body: 'a' }),
  },
  addStartFile: {
    done: newStartFile(),
    async 413(world) {
      const { files } = world.api.host;
      const content = Readable.from([Buffer.from('a')]);
      const name = 'a.csv';
      const given = { name, content, createdBy: ADA };
      const { $file: key } = await files.stage(given);
      await world
        .knex('files')
        .where({ key })
        .update({ size: 2 * 1024 ** 3 });
      return { ...(await newStartFile()(world)), body: 'a' };
    },
    415: newStartFile({ headers: { 'content-encoding': 'gzip' } }),
  },
  addTaskFile: {
    done: ofTask(({ task }) => task()),
    409: ofTask(({ doneTask }) => doneTask()),
    async 413(world) {
      const request = await ofTask(({ task }) => task())(world);
      const { taskId: id } = request.params as { taskId: string };
      const { instanceId } = await world.api.host.tasks.find(id);
      const content = Readable.from([Buffer.from('a')]);
      const given = { instanceId, name: 'a', content, createdBy: ADA };
      const { $file: key } = await world.api.host.files.add(given);
      await world
        .knex('files')
        .where({ key })
        .update({ size: 2 * 1024 ** 3 });
      return request;
    },
    415: ofTask(({ task }) => task(), { 'content-encoding': 'gzip' }),
  },
  getFile: {
    done: ofFile(),
    206: ofFile({ range: 'bytes=1-' }),
    304: ofFile({ 'if-none-match': '*' }),
    416: ofFile({ range: 'bytes=99-' }),
  },
} satisfies Record<string, Cases>;
