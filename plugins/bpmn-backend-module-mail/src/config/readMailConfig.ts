import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseAddress, type Address } from '../mail/address';

/** The mail server. */
export interface SmtpConfig {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly requireTls: boolean;
  readonly auth?: { readonly user: string; readonly password: string };
}

/** What `bpmn.mail` says, and where the portal is. */
export interface MailConfig {
  readonly from: Address;
  /** Absent: no mail leaves the portal. */
  readonly smtp?: SmtpConfig;
  /** In lower case; absent: all. */
  readonly domains?: readonly string[];
  readonly maxAttachmentBytes: number;
  readonly tellsOfTasks: boolean;
  /** Without a slash at its end. */
  readonly portalUrl: string;
}

const MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024;

/** Reads and checks `bpmn.mail`; throws an error that names the key. */
export function readMailConfig(root: Config): MailConfig {
  const config = root.getOptionalConfig('bpmn.mail');
  const smtp = config?.getOptionalConfig('smtp');
  const domains = config?.getOptionalStringArray('domains');
  return {
    from: readFrom(config?.getOptionalString('from') ?? 'portal@localhost'),
    ...(smtp && { smtp: readSmtp(smtp) }),
    ...(domains && { domains: domains.map(readDomain) }),
    maxAttachmentBytes: readSize(
      config?.getOptionalNumber('maxAttachmentBytes'),
    ),
    tellsOfTasks: config?.getOptionalBoolean('tasks') ?? true,
    portalUrl: root.getString('app.baseUrl').replace(/\/+$/, ''),
  };
}

function readFrom(text: string): Address {
  const address = parseAddress(text);
  if (!address) {
    throw new InputError(
      `Expected bpmn.mail.from to be an address such as "portal@example.com" or "Portal <portal@example.com>", but found "${text}"`,
    );
  }
  return address;
}

function readSmtp(config: Config): SmtpConfig {
  const secure = config.getOptionalBoolean('secure') ?? false;
  const auth = config.getOptionalConfig('auth');
  return {
    host: config.getString('host'),
    port: readPort(config.getOptionalNumber('port') ?? (secure ? 465 : 587)),
    secure,
    // A password is not sent in clear unless somebody says so.
    requireTls:
      config.getOptionalBoolean('requireTls') ??
      (auth !== undefined && !secure),
    ...(auth && {
      auth: {
        user: auth.getString('user'),
        // What is read from a file ends with a line break.
        password: auth.getString('password').trim(),
      },
    }),
  };
}

function readPort(port: number): number {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new InputError(
      `Expected bpmn.mail.smtp.port to be a port number, but found ${port}`,
    );
  }
  return port;
}

function readDomain(text: string): string {
  if (!/^[a-z0-9.-]+$/i.test(text)) {
    throw new InputError(
      `Expected bpmn.mail.domains to be domains such as "example.com", but found "${text}"`,
    );
  }
  return text.toLowerCase();
}

function readSize(bytes: number = MAX_ATTACHMENT_BYTES): number {
  if (!Number.isInteger(bytes) || bytes < 0) {
    throw new InputError(
      `Expected bpmn.mail.maxAttachmentBytes to be a whole number of bytes, but found ${bytes}`,
    );
  }
  return bytes;
}
