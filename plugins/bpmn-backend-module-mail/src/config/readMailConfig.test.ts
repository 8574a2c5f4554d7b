import { ConfigReader } from '@backstage/config';
import { readMailConfig } from './readMailConfig';

const auth = { user: 'portal', password: 'secret\n' };

const smtpOf = (smtp: object) =>
  readMailConfig(
    new ConfigReader({
      app: { baseUrl: 'http://localhost:3000' },
      bpmn: { mail: { smtp: { host: 'h', ...smtp } } },
    }),
  ).smtp;

describe('readMailConfig', () => {
  it.each([
    ['somebody signs in', { auth }, true],
    ['it is encrypted anyway', { auth, secure: true }, false],
    ['nobody signs in', {}, false],
    ['it is told not to', { auth, requireTls: false }, false],
    ['it is told to', { requireTls: true }, true],
  ])('should ask for encryption or not where %s', (_, smtp, requireTls) => {
    expect(smtpOf(smtp)).toMatchObject({ requireTls });
  });

  it('should read a password without the end of its line', () => {
    expect(smtpOf({ auth })).toMatchObject({ auth: { password: 'secret' } });
  });
});
