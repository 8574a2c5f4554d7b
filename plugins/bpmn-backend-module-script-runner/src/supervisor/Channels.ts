import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';

/** What the connections of one script are for. */
const KINDS = ['channel', 'out', 'err'] as const;
type Kind = (typeof KINDS)[number];

/** The connections of one script. */
export type Streams = Readonly<Record<Kind, Socket>>;

/** What further connections are for, of a script that may reach some hosts. */
const WAY_OUT = 'egress';

const LONGEST_GREETING = 100;

interface Expected {
  readonly found: Partial<Record<Kind, Socket>>;
  readonly resolve: (streams: Streams) => void;
}

/**
 * Where copies of a zygote report for their scripts. Each has a token that nobody else knows, and the place is out of sight of the script
 * before that begins.
 */
export class Channels {
  private readonly expected = new Map<string, Expected>();
  private readonly waysOut = new Map<string, (socket: Socket) => void>();
  private readonly server: Server;

  constructor() {
    this.server = createServer(socket => this.greet(socket));
  }

  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(path, resolve);
    });
  }

  /** A token, and the streams of whoever comes with it. */
  expect(): { readonly token: string; readonly streams: Promise<Streams> } {
    const token = randomBytes(16).toString('hex');
    let resolve!: (streams: Streams) => void;
    const promise = new Promise<Streams>(done => {
      resolve = done;
    });
    this.expected.set(token, { found: {}, resolve });
    return { token, streams: promise };
  }

  /** Hands over each connection that comes out of the sandbox with this token, until it is forgotten. */
  onWayOut(token: string, take: (socket: Socket) => void): void {
    this.waysOut.set(token, take);
  }

  /** Nobody comes with this token any more. */
  forget(token: string): void {
    const expected = this.expected.get(token);
    this.expected.delete(token);
    this.waysOut.delete(token);
    Object.values(expected?.found ?? {}).forEach(socket => socket.destroy());
  }

  close(): void {
    this.server.close();
  }

  private greet(socket: Socket): void {
    let head = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    const onData = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\n');
      if (end < 0 && head.length <= LONGEST_GREETING) {
        return;
      }
      socket.off('data', onData);
      socket.pause();
      const rest = head.subarray(end + 1);
      if (rest.length > 0) {
        socket.unshift(rest);
      }
      this.admit(socket, head.subarray(0, Math.max(end, 0)).toString());
    };
    socket.on('data', onData);
  }

  private admit(socket: Socket, greeting: string): void {
    const [token, kind] = greeting.split(' ');
    const wayOut = this.waysOut.get(token);
    if (kind === WAY_OUT && wayOut) {
      wayOut(socket);
      return;
    }
    const expected = this.expected.get(token);
    const isKnown = KINDS.includes(kind as Kind);
    if (!expected || !isKnown || expected.found[kind as Kind]) {
      socket.destroy();
      return;
    }
    expected.found[kind as Kind] = socket;
    if (KINDS.every(each => expected.found[each])) {
      this.expected.delete(token);
      expected.resolve(expected.found as Streams);
    }
  }
}
