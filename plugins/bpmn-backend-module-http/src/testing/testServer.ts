import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A server on this machine that keeps what it gets, and answers as it is told. */
export class TestServer {
  readonly received: Received[] = [];
  /** How it answers from now on. */
  answer: (response: ServerResponse, request: Received) => void;
  private readonly server = createServer();
  private readonly listeners = new Set<(request: Received) => void>();

  constructor() {
    this.answer = answerJson;
    this.server.on('request', this.onRequest);
  }

  /** `http://127.0.0.1:…`, without a slash at its end. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async start(): Promise<void> {
    await new Promise<void>(resolve => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => {
      this.server.close(resolve);
    });
  }

  /** Forgets what was received, and answers `{}`. */
  reset(): void {
    this.received.length = 0;
    this.answer = answerJson;
  }

  /** The next request that arrives. */
  next(): Promise<Received> {
    return new Promise(resolve => {
      this.listeners.add(resolve);
    });
  }

  private readonly onRequest: RequestListener = async (request, response) => {
    const received: Received = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: await text(request),
    };
    this.received.push(received);
    this.listeners.forEach(listener => listener(received));
    this.listeners.clear();
    this.answer(response, received);
  };
}

function answerJson(response: ServerResponse): void {
  response.setHeader('content-type', 'application/json');
  response.end('{}');
}

/** Starts servers before the tests of a file and stops them after; each test finds them as new. */
export function useTestServers(count: number): readonly TestServer[] {
  const servers = Array.from({ length: count }, () => new TestServer());
  beforeAll(() => Promise.all(servers.map(server => server.start())));
  beforeEach(() => servers.forEach(server => server.reset()));
  afterAll(() => Promise.all(servers.map(server => server.stop())));
  return servers;
}
