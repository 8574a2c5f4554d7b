import { Refusal } from '../refusal';

/** What may work when it is tried again. Its message is for people and holds neither values of variables nor secrets. */
export class Unsent extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Unsent';
  }
}

const SAFE_CODE = /^[A-Z][A-Z_0-9]*$/;

/** Why a mail was not sent: a server says by 5xx that it will never take it, all else can pass. What it says besides can name people. */
export function refusalOf(error: unknown): Refusal | Unsent {
  if (error instanceof Refusal || error instanceof Unsent) {
    return error;
  }
  const { code, responseCode } = error as {
    readonly code?: unknown;
    readonly responseCode?: unknown;
  };
  if (code === 'EAUTH') {
    return new Unsent(
      'Expected the mail server to let the portal in, but it does not. Whoever runs the portal finds user and password in bpmn.mail.smtp.auth',
    );
  }
  if (code === 'ETLS') {
    return new Unsent(
      'Expected an encrypted connection to the mail server, but there is none. Whoever runs the portal sees to what the server offers, or does without (bpmn.mail.smtp.requireTls: false)',
    );
  }
  if (typeof responseCode === 'number' && responseCode >= 500) {
    return new Refusal(
      `Expected the mail server to take the mail, but it refuses it (${responseCode}). See whether the addresses exist and the attachments are not too large, then resolve the incident`,
    );
  }
  if (typeof responseCode === 'number') {
    return new Unsent(
      `Expected the mail server to take the mail, but it does not just now (${responseCode})`,
    );
  }
  const named =
    typeof code === 'string' && SAFE_CODE.test(code) ? code : 'no connection';
  return new Unsent(
    `Expected the mail server to be reached, but it was not: ${named}`,
  );
}
