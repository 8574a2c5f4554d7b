import type { Cases, Given } from './Given';

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
