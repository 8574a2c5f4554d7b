import { once } from 'node:events';
import {
  createServer as createHttpServer,
  request,
  type IncomingMessage,
  type Server as HttpServer,
} from 'node:http';
import {
  connect,
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { text } from 'node:stream/consumers';
import { Egress } from './Egress';
import { parseHostRule } from './hostRule';
import type { Resolve } from './reach';

const portOf = (server: Server | HttpServer) =>
  (server.address() as AddressInfo).port;

/** No name means anything but this machine, so that no test asks the network. */
const HERE: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];

const rulesOf = (internal: readonly string[], others: readonly string[] = []) =>
  [
    ...internal.map(host => parseHostRule(host, true)),
    ...others.map(host => parseHostRule(host, false)),
  ].map(rule => rule!);

describe('Egress', () => {
  let host: HttpServer;
  let received: IncomingMessage[];
  let door: Server | undefined;
  let egress: Egress;
  let said: string[];

  beforeEach(async () => {
    received = [];
    said = [];
    host = createHttpServer(async (asked, response) => {
      received.push(asked);
      response.setHeader('Set-Cookie', ['a=1', 'b=2']);
      response.end(`${asked.method} ${asked.url} ${await text(asked)}`);
    }).listen(0, '127.0.0.1');
    await once(host, 'listening');
  });

  afterEach(() => {
    egress.close();
    door?.close();
    host.closeAllConnections();
    host.close();
  });

  /** A proxy with rules, as a script would see it. */
  async function open(
    rules: ReturnType<typeof rulesOf>,
    resolve: Resolve = HERE,
  ): Promise<void> {
    egress = new Egress(resolve);
    egress.open({ rules, say: line => said.push(line) });
    door = createServer(socket => egress.take(socket)).listen(0, '127.0.0.1');
    await once(door, 'listening');
  }

  async function ask(
    url: string,
    { method = 'GET', body = '', headers = {} } = {},
  ) {
    const asked = request({
      ...{ host: '127.0.0.1', port: portOf(door!), path: url, method },
      headers,
      agent: false,
    });
    asked.end(body);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    const { statusCode: status, statusMessage: reason } = answer;
    return {
      status,
      reason,
      headers: answer.headers,
      body: await text(answer),
    };
  }

  async function tunnel(to: string) {
    const asked = request({
      ...{ host: '127.0.0.1', port: portOf(door!), path: to },
      method: 'CONNECT',
      agent: false,
    });
    asked.end();
    const [answer, socket] = (await once(asked, 'connect')) as [
      IncomingMessage,
      Socket,
    ];
    socket.on('error', () => {});
    return { status: answer.statusCode, reason: answer.statusMessage, socket };
  }

  it('should say a request again to a host that is granted', async () => {
    // given
    await open(rulesOf([`api.example:${portOf(host)}`]));
    // when
    const answer = await ask(`http://api.example:${portOf(host)}/a?b=c`, {
      method: 'POST',
      body: 'hello',
      headers: { 'x-own': 'kept', 'proxy-authorization': 'not kept' },
    });
    // then
    expect(answer).toMatchObject({
      status: 200,
      body: 'POST /a?b=c hello',
      headers: { 'set-cookie': ['a=1', 'b=2'] },
    });
    const { headers } = received[0];
    expect(headers['x-own']).toBe('kept');
    expect(headers.host).toBe(`api.example:${portOf(host)}`);
    expect(headers['proxy-authorization']).toBeUndefined();
    expect(said).toEqual([]);
  });

  it('should pass bytes on both ways where it is asked for a tunnel', async () => {
    // given
    await open(rulesOf([`*.example:${portOf(host)}`]));
    const { status, socket } = await tunnel(`api.example:${portOf(host)}`);
    // when
    socket.write('GET /in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    // then
    expect(status).toBe(200);
    expect(await text(socket)).toContain('GET /in');
  });

  it('should refuse a host that is not granted, and say so once', async () => {
    // given
    await open(rulesOf(['api.example'], ['*.open.example:8443']));
    // when
    const first = await ask(`http://other.example:${portOf(host)}/`);
    const second = await ask(`http://other.example:${portOf(host)}/again`);
    // then
    const message = `Expected other.example:${portOf(
      host,
    )} to be among the hosts that this script may reach (api.example, *.open.example:8443), but it is not. Whoever runs the portal grants hosts to groups (bpmn.scripts.environments.*.network)`;
    expect(first).toMatchObject({
      status: 403,
      reason: 'Not among the hosts that this script may reach',
      body: `${message}\n`,
    });
    expect(second.status).toBe(403);
    expect(said).toEqual([message]);
    expect(received).toEqual([]);
  });

  it('should refuse a tunnel to a host that is not granted', async () => {
    // given
    await open(rulesOf(['api.example']));
    // when
    const { status, reason, socket } = await tunnel('other.example:443');
    // then
    expect(status).toBe(403);
    expect(reason).toBe('Not among the hosts that this script may reach');
    socket.destroy();
  });

  it.each([
    ...['127.0.0.1', '10.1.2.3', '192.168.1.1', '169.254.169.254'],
    ...['100.100.100.200', '0.0.0.0', '::1', '::ffff:127.0.0.1', 'fe80::1'],
    ...['fd00:ec2::254', 'fc00::1'],
  ])('should refuse a host that is not public: %s', async address => {
    // given
    const family = address.includes(':') ? 6 : 4;
    const rules = rulesOf([], [`api.example:${portOf(host)}`]);
    await open(rules, async () => [{ address, family }]);
    // when
    const answer = await ask(`http://api.example:${portOf(host)}/`);
    // then
    expect(answer).toMatchObject({
      status: 403,
      reason: 'Not a host on the Internet',
    });
    expect(answer.body).not.toContain(address);
    expect(received).toEqual([]);
  });

  it.each(['169.254.169.254', '100.100.100.200', 'fd00:ec2::254', 'fe80::1'])(
    'should refuse the metadata of a cloud even where a host is internal: %s',
    async address => {
      // given
      const family = address.includes(':') ? 6 : 4;
      await open(rulesOf(['api.example']), async () => [{ address, family }]);
      // then
      expect(await ask('http://api.example/')).toMatchObject({ status: 403 });
    },
  );

  it('should refuse a host of which one address of many is not public', async () => {
    // given
    await open(rulesOf([], ['api.example']), async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]);
    // then
    expect(await ask('http://api.example/')).toMatchObject({ status: 403 });
  });

  it('should let a script reach the very address that is named, however it is spelled', async () => {
    // given
    await open(rulesOf([], [`127.0.0.1:${portOf(host)}`]));
    // when
    const direct = await ask(`http://127.0.0.1:${portOf(host)}/`);
    const spelled = await ask(`http://0x7f000001:${portOf(host)}/`);
    const another = await ask(`http://127.0.0.2:${portOf(host)}/`);
    // then
    expect([direct, spelled, another].map(({ status }) => status)).toEqual([
      200, 200, 403,
    ]);
  });

  it('should connect to the very address that was checked, so that a name cannot change its meaning', async () => {
    // given
    const answers = ['127.0.0.1', '169.254.169.254'];
    const resolve = jest.fn(async () => [
      { address: answers.shift()!, family: 4 },
    ]);
    await open(rulesOf([`rebinds.example:${portOf(host)}`]), resolve);
    // when
    const first = await ask(`http://rebinds.example:${portOf(host)}/`);
    const second = await ask(`http://rebinds.example:${portOf(host)}/`);
    // then
    expect([first.status, second.status]).toEqual([200, 403]);
    expect(resolve).toHaveBeenCalledTimes(2);
    expect(received).toHaveLength(1);
  });

  it('should say that a host does not answer, by its code', async () => {
    // given
    const idle = createServer().listen(0, '127.0.0.1');
    await once(idle, 'listening');
    const port = portOf(idle);
    idle.close();
    await open(rulesOf([`gone.example:${port}`, 'unknown.example']), name =>
      name === 'gone.example'
        ? HERE(name)
        : Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
    );
    // when
    const gone = await ask(`http://gone.example:${port}/`);
    const unknown = await ask('http://unknown.example/');
    // then
    expect(gone).toMatchObject({
      status: 502,
      body: `Expected gone.example:${port} to answer, but ECONNREFUSED\n`,
    });
    expect(unknown.body).toContain('but ENOTFOUND');
  });

  it.each(['/', 'https://api.example/', 'ftp://api.example/'])(
    'should say that it is a proxy where it is asked for %s',
    async url => {
      await open(rulesOf(['api.example']));
      expect(await ask(url)).toMatchObject({ status: 400 });
    },
  );

  it('should survive an answer that cannot be passed on', async () => {
    // given
    const strange = createServer(socket =>
      socket.end('HTTP/1.1 9 \r\n\x00: \x01\r\n\r\n'),
    ).listen(0, '127.0.0.1');
    await once(strange, 'listening');
    await open(rulesOf([`strange.example:${portOf(strange)}`]));
    // then
    expect(
      await ask(`http://strange.example:${portOf(strange)}/`),
    ).toMatchObject({ status: 502 });
    strange.close();
  });

  it('should take only so many connections at a time', async () => {
    // given
    await open(rulesOf([`api.example:${portOf(host)}`]));
    const all = await Promise.all(
      Array.from({ length: 32 }, () => tunnel(`api.example:${portOf(host)}`)),
    );
    // when
    const more = await ask(`http://api.example:${portOf(host)}/`);
    // then
    expect(all.every(({ status }) => status === 200)).toBe(true);
    expect(more).toMatchObject({
      status: 503,
      reason: 'Too many connections at a time',
    });
    all.forEach(({ socket }) => socket.destroy());
  });

  it('should let nobody through before it is opened, nor after it is closed', async () => {
    // given
    await open(rulesOf([`api.example:${portOf(host)}`]));
    const { socket } = await tunnel(`api.example:${portOf(host)}`);
    const closed = once(socket, 'close');
    // when
    egress.close();
    await closed;
    // then
    await expect(ask(`http://api.example:${portOf(host)}/`)).rejects.toThrow();
    // given
    egress = new Egress(HERE);
    // when
    const early = connect(portOf(door!), '127.0.0.1');
    early.on('error', () => {});
    // then
    await once(early, 'close');
    expect(received).toEqual([]);
  });
});
