import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** A mail as it has crossed the wire. */
export interface Delivered {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body, as they were sent. */
  readonly raw: string;
}

/** A mail server on this machine, without encryption, that keeps what it gets, and refuses what it is told to. */
export class TestSmtpServer {
  readonly delivered: Delivered[] = [];
  /** Passwords that it was told; it asks for none. */
  readonly passwords: (string | undefined)[] = [];
  /** What it says to a recipient: an SMTP status and a text; undefined: it takes the mail. */
  refuse: (address: string) => number | undefined = () => undefined;
  /** Told when a mail has begun to arrive; it is taken when this resolves. */
  onData: () => Promise<void> = async () => {};
  private server?: SMTPServer;
  private lastPort = 0;
  /** Counts the tests: what another one has begun is not ours. */
  private round = 0;

  get port(): number {
    return this.lastPort;
  }

  /** Starts it, on the same port as before. */
  async start(): Promise<void> {
    this.server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      authOptional: true,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _, done) => {
        this.passwords.push(password);
        done(null, { user: username });
      },
      onRcptTo: ({ address }, _, done) => {
        const responseCode = this.refuse(address);
        done(
          responseCode
            ? Object.assign(new Error(`not ${address}`), { responseCode })
            : null,
        );
      },
      onData: (stream, { envelope }, done) => {
        const { round } = this;
        buffer(stream)
          .then(async bytes => {
            await this.onData();
            this.keep(round, {
              from: envelope.mailFrom ? envelope.mailFrom.address : '',
              to: envelope.rcptTo.map(({ address }) => address),
              raw: bytes.toString('latin1'),
            });
            done();
          })
          .catch(done);
      },
    });
    this.server.on('error', () => {});
    this.server.listen(this.lastPort, '127.0.0.1');
    await once(this.server.server, 'listening');
    this.lastPort = (this.server.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) {
      await new Promise<void>(resolve => {
        server.close(() => resolve());
      });
    }
  }

  private keep(round: number, mail: Delivered): void {
    if (round === this.round) {
      this.delivered.push(mail);
    }
  }

  /** Forgets what was delivered, and takes everything. */
  reset(): void {
    this.round++;
    this.delivered.length = 0;
    this.passwords.length = 0;
    this.refuse = () => undefined;
    this.onData = async () => {};
  }
}

/** Headers of a mail by their names in lower case, each line that goes on joined. */
export function headersOf({ raw }: Delivered): ReadonlyMap<string, string> {
  const [head] = raw.split('\r\n\r\n', 1);
  return new Map(
    head
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map(line => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 2)];
      }),
  );
}

/** Attached files by their names. */
export function attachmentsOf({ raw }: Delivered): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const part of raw.split(/\r\n--[^\r\n]+/)) {
    const name =
      /Content-Disposition: attachment;\s+filename="?([^"\r\n]+)"?/i.exec(
        part,
      )?.[1];
    if (name) {
      const body = part.slice(part.indexOf('\r\n\r\n') + 4);
      files.set(name, Buffer.from(body, 'base64'));
    }
  }
  return files;
}
