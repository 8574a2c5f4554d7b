import {
  createServer,
  request as ask,
  type ClientRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import { pipeline, type Duplex } from 'node:stream';
import { targetOf, type HostRule } from './hostRule';
import { reach, resolveByName, type Resolve } from './reach';
import { answerOf, notThere, notUnderstood, Refusal, tooMany } from './Refusal';

/** Most connections of one script at a time. */
const MOST_CONNECTIONS = 32;

/** Most different refusals that are told. */
const MOST_TOLD = 100;

/** Headers that are about one connection, not about what is asked for. */
const OF_THE_CONNECTION = new Set([
  ...['connection', 'proxy-connection', 'keep-alive', 'upgrade', 'expect'],
  ...['proxy-authorization', 'proxy-authenticate', 'te', 'trailer'],
]);

/** Where one script may go, and who hears of where it may not. */
export interface Grant {
  readonly rules: readonly HostRule[];
  /** Hears each refusal once. */
  readonly say: (text: string) => void;
}

/**
 * The way out of one sandbox: a proxy for its connections alone. Nobody gets through before it is opened for a script, and nothing of it is left
 * when it is closed.
 */
export class Egress {
  private readonly connections = new Set<Socket>();
  private readonly told = new Set<string>();
  private readonly ending = new AbortController();
  private readonly server: Server;
  private grant?: Grant;

  constructor(private readonly resolve: Resolve = resolveByName) {
    this.server = createServer(
      { keepAliveTimeout: 0, requestTimeout: 0 },
      (request, response) => this.forward(request, response),
    );
    this.server.on('connect', (request, socket, head) =>
      this.tunnel(request, { socket, head }),
    );
    this.server.on('clientError', (_, socket) => socket.destroy());
  }

  /** Lets a script go where it may. */
  open(grant: Grant): void {
    this.grant = grant;
  }

  /** Takes a connection that has come out of the sandbox. */
  take(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    if (!this.grant || this.ending.signal.aborted) {
      socket.destroy();
      return;
    }
    if (this.connections.size >= MOST_CONNECTIONS) {
      socket.end(answerOf(this.tell(tooMany(MOST_CONNECTIONS))));
      socket.resume();
      return;
    }
    // Whoever has said all may still be answered.
    socket.allowHalfOpen = true;
    this.connections.add(socket);
    socket.once('close', () => this.connections.delete(socket));
    this.server.emit('connection', socket);
    process.nextTick(() => socket.resume());
  }

  /** Ends all that goes through it. */
  close(): void {
    this.ending.abort();
    this.connections.forEach(socket => socket.destroy());
  }

  /** HTTPS, or whatever else: bytes both ways. */
  private async tunnel(
    { url }: IncomingMessage,
    { socket, head }: { readonly socket: Duplex; readonly head: Buffer },
  ): Promise<void> {
    socket.on('error', () => {});
    try {
      const host = await this.reach(`http://${url}`);
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      host.write(head);
      join(socket, host);
    } catch (error) {
      socket.end(answerOf(this.tell(error)));
    }
  }

  /** HTTP: one request, said again. */
  private async forward(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const refuse = (error: unknown) => {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      const { status, reason, message } = this.tell(error);
      response.writeHead(status, reason, { 'content-type': 'text/plain' });
      response.end(`${message}\n`);
    };
    try {
      const url = request.url!;
      const asked = sayAgain(request, await this.reach(url));
      asked.once('response', answer => passOn(answer, response));
      asked.once('error', error => refuse(notThere(targetOf(url)!, error)));
      response.once('close', () => asked.destroy());
      request.pipe(asked);
    } catch (error) {
      refuse(error);
    }
  }

  private async reach(url: string): Promise<Socket> {
    const target = targetOf(url);
    if (!target) {
      throw notUnderstood();
    }
    const { resolve, ending } = this;
    const { rules } = this.grant!;
    return reach(target, { rules, resolve, signal: ending.signal });
  }

  /** What is no refusal is a request that cannot be said again. */
  private tell(error: unknown): Refusal {
    const refusal = error instanceof Refusal ? error : notUnderstood();
    const { message } = refusal;
    const { told, ending } = this;
    if (!ending.signal.aborted && !told.has(message) && told.size < MOST_TOLD) {
      told.add(message);
      this.grant!.say(message);
    }
    return refusal;
  }
}

function join(one: Duplex, other: Duplex): void {
  const end = (error?: Error | null) => {
    if (error) {
      one.destroy();
      other.destroy();
    }
  };
  pipeline(one, other, end);
  pipeline(other, one, end);
}

/** The request of a script, over a connection of its own. */
function sayAgain(request: IncomingMessage, host: Socket): ClientRequest {
  const { host: name, pathname, search } = new URL(request.url!);
  return ask({
    createConnection: () => host,
    method: request.method,
    path: `${pathname}${search}`,
    headers: { ...headersOf(request), host: name },
  });
}

/** What a host has answered is no less strange than what a script has asked for. */
function passOn(answer: IncomingMessage, response: ServerResponse): void {
  const { statusCode, statusMessage, rawHeaders } = answer;
  try {
    response.writeHead(statusCode!, statusMessage, passedOn(rawHeaders));
    pipeline(answer, response, () => {});
  } catch {
    response.destroy();
  }
}

function headersOf({ headers }: IncomingMessage) {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name)),
  );
}

/** @param raw - names and values in turn, of which some are there more than once */
function passedOn(raw: readonly string[]): string[] {
  return raw.filter((_, index) => {
    const name = raw[index - (index % 2)];
    return !OF_THE_CONNECTION.has(name.toLowerCase());
  });
}
