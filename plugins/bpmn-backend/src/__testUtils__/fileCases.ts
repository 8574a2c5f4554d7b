import type { Cases, Given } from './Given';
import type { RestRequest } from './restApi';

const ofFile =
  (headers: Readonly<Record<string, string>> = {}): Given =>
  async world => ({ params: await world.file(), headers });
const newFile =
  (more: RestRequest = {}): Given =>
  async world => {
    const { instanceId } = await world.instance();
    return { params: { instanceId }, query: { name: 'a.csv' }, ...more };
  };

const ofAttachment =
  (headers: Readonly<Record<string, string>> = {}): Given =>
  async world => {
    const { mailId, fileKey } = await world.mail();
    return { params: { mailId, fileKey }, headers };
  };

/** Operations on mails. */
export const mailCases = {
  listMails: {
    async done(world) {
      await world.mail();
      return {};
    },
  },
  getMail: {
    async done(world) {
      const { mailId } = await world.mail();
      return { params: { mailId } };
    },
  },
  getMailAttachment: {
    done: ofAttachment(),
    206: ofAttachment({ range: 'bytes=1-' }),
    304: ofAttachment({ 'if-none-match': '*' }),
    416: ofAttachment({ range: 'bytes=99-' }),
  },
} satisfies Record<string, Cases>;

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
  getFile: {
    done: ofFile(),
    206: ofFile({ range: 'bytes=1-' }),
    304: ofFile({ 'if-none-match': '*' }),
    416: ofFile({ range: 'bytes=99-' }),
  },
} satisfies Record<string, Cases>;
