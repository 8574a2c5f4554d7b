import { request } from 'undici';
import { allowing, connector } from '../testing/connector';
import { useTestServers } from '../testing/testServer';
import { Guard, type Resolve } from './Guard';

const NOT_PUBLIC = {
  kind: 'failForGood',
  message: expect.stringContaining('to be a host on the Internet'),
};

describe('an attack by the address of a request', () => {
  const [listed, victim] = useTestServers(2);

  const victimAt = (host: string) => `http://${host}:${victim.port}/`;

  it.each([
    'localhost',
    'localhost.',
    '127.0.0.1',
    '127.0.0.1.',
    '127.1',
    '0177.0.0.1',
    '0x7f.0.0.1',
    '0x7f000001',
    '2130706433',
    '017700000001',
    '１２７.0.0.1',
    '①②⑦.⓪.⓪.①',
    '%31%32%37.0.0.1',
    '0',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::127.0.0.1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::127.0.0.1]',
    '169.254.169.254',
    '0xa9fea9fe',
    '2852039166',
    '[::ffff:169.254.169.254]',
    '[fd00:ec2::254]',
    '10.0.0.1',
    '192.168.1.1',
    '172.16.0.1',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '[fe80::1]',
    '[fc00::1]',
    '[ff02::1]',
  ])('should be refused, however it is spelled: %s', async host => {
    // given
    const resolve: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const { send } = connector({}, resolve);
    // when
    const answer = await send({ url: victimAt(host) });
    // then
    expect(answer).toMatchObject(NOT_PUBLIC);
    expect(victim.received).toEqual([]);
  });

  it.each([
    '127.0.0.1',
    '169.254.169.254',
    '10.1.2.3',
    '100.64.1.1',
    '0.0.0.0',
    '::1',
    '::ffff:127.0.0.1',
    'fd00:ec2::254',
    'fe80::1',
  ])('should be refused behind a name: %s', async address => {
    // given
    const family = address.includes(':') ? 6 : 4;
    const { send } = connector({}, async () => [{ address, family }]);
    // when
    const answer = await send({ url: victimAt('harmless.example') });
    // then
    expect(answer).toMatchObject(NOT_PUBLIC);
    expect(victim.received).toEqual([]);
  });

  it('should be refused if only one of the addresses of a name is not public', async () => {
    // given
    const { send } = connector({}, async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]);
    // then
    expect(await send({ url: victimAt('harmless.example') })).toMatchObject(
      NOT_PUBLIC,
    );
    expect(victim.received).toEqual([]);
  });

  it('should be refused behind a name of this machine', async () => {
    // given
    const guard = new Guard({ allow: [] });
    const url = new URL(victimAt('localhost'));
    // when
    const answer = request(url, { dispatcher: guard.dispatcherFor(url) });
    // then
    await expect(answer).rejects.toThrow('to be a host on the Internet');
    expect(victim.received).toEqual([]);
    await guard.close();
  });

  it('should not tell the address that a name has inside', async () => {
    // given
    const { send } = connector({}, async () => [
      { address: '10.9.8.7', family: 4 },
    ]);
    // when
    const answer = await send({ url: victimAt('inside.example') });
    // then
    expect(JSON.stringify(answer)).not.toContain('10.9.8.7');
  });

  it('should connect to the very address that was checked, so that a name cannot change its meaning', async () => {
    // given
    const answers = ['127.0.0.1', '169.254.169.254'];
    const resolve = jest.fn<ReturnType<Resolve>, [string]>(async () => [
      { address: answers.shift()!, family: 4 },
    ]);
    const { send } = connector(
      { allow: [{ host: 'rebinds.example', ports: [listed.port] }] },
      resolve,
    );
    listed.answer = response => {
      response.setHeader('connection', 'close');
      response.end();
    };
    const asked = { url: `http://rebinds.example:${listed.port}/` };
    // when
    const first = await send(asked);
    const second = await send(asked);
    // then
    expect(first).toMatchObject({ kind: 'complete' });
    expect(second).toMatchObject(NOT_PUBLIC);
    expect(resolve).toHaveBeenCalledTimes(2);
    expect(listed.received).toHaveLength(1);
  });

  it.each([
    'ftp://example.com/',
    'file:///etc/passwd',
    'data:,x',
    'gopher://x',
  ])('should be refused by its protocol: %s', async url => {
    expect(await connector().send({ url })).toMatchObject({
      kind: 'failForGood',
      message: expect.stringContaining('http:// or https://'),
    });
  });

  it.each(['http://ada:s3cret@', 'http://ada@', 'http://:s3cret@'])(
    'should be refused with credentials in it: %s',
    async begin => {
      // given
      const { send } = connector(allowing(listed));
      // when
      const answer = await send({ url: `${begin}127.0.0.1:${listed.port}/` });
      // then
      expect(answer).toMatchObject({
        kind: 'failForGood',
        message: expect.stringContaining('without user name and password'),
      });
      expect(JSON.stringify(answer)).not.toContain('s3cret');
      expect(listed.received).toEqual([]);
    },
  );
});

describe('the list of hosts that may be asked', () => {
  const [listed, victim] = useTestServers(2);
  const loopback: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  const metadata: Resolve = async () => [
    { address: '169.254.169.254', family: 4 },
  ];

  it('should open a host of the own network', async () => {
    // given
    const { send } = connector({ allow: [{ host: 'api.corp' }] }, loopback);
    // when
    const answer = await send({ url: `http://API.corp.:${listed.port}/` });
    // then
    expect(answer).toMatchObject({ kind: 'complete' });
  });

  it('should open the hosts below a name, and not the name', async () => {
    // given
    const { send } = connector({ allow: [{ host: '*.corp' }] }, loopback);
    // then
    expect(
      await send({ url: `http://a.b.corp:${listed.port}/` }),
    ).toMatchObject({ kind: 'complete' });
    for (const host of ['corp', 'evilcorp', 'a.corp.example']) {
      expect(
        await send({ url: `http://${host}:${listed.port}/` }),
      ).toMatchObject(NOT_PUBLIC);
    }
  });

  it('should open its ports only', async () => {
    // given
    const { send } = connector(allowing(listed));
    // then
    expect(await send({ url: listed.url })).toMatchObject({ kind: 'complete' });
    expect(await send({ url: victim.url })).toMatchObject(NOT_PUBLIC);
    expect(victim.received).toEqual([]);
  });

  it('should not open the metadata of a cloud behind a listed name', async () => {
    // given
    const { send } = connector({ allow: [{ host: 'api.corp' }] }, metadata);
    // then
    expect(await send({ url: 'http://api.corp/' })).toMatchObject(NOT_PUBLIC);
  });
});

describe('an attack by redirect', () => {
  const [listed, victim, friend] = useTestServers(3);

  const redirectTo = (location: string, status = 302) => {
    listed.answer = response => {
      response.writeHead(status, { location });
      response.end();
    };
  };

  it.each([
    ['an address', () => victim.url],
    ['another spelling', () => `http://2130706433:${victim.port}/`],
    ['no protocol', () => `//127.0.0.1:${victim.port}/`],
    ['a name', () => `http://inside.example:${victim.port}/`],
    ['metadata', () => 'http://169.254.169.254/latest/meta-data/'],
  ])('should be refused, by %s', async (_, location) => {
    // given
    redirectTo(location());
    const { send } = connector(allowing(listed), async () => [
      { address: '127.0.0.1', family: 4 },
    ]);
    // when
    const answer = await send({ url: listed.url });
    // then
    expect(answer).toMatchObject(NOT_PUBLIC);
    expect(listed.received).toHaveLength(1);
    expect(victim.received).toEqual([]);
  });

  it.each([
    ['file:///etc/passwd', 'http:// or https://'],
    ['http://ada:s3cret@127.0.0.1/', 'without user name and password'],
    ['http://', 'to redirect to an address'],
  ])('should be refused, to %s', async (location, message) => {
    // given
    redirectTo(location);
    const { send } = connector(allowing(listed));
    // then
    expect(await send({ url: listed.url })).toMatchObject({
      kind: 'failForGood',
      message: expect.stringContaining(message),
    });
  });

  it('should end, in a circle', async () => {
    // given
    redirectTo('/again');
    const { send } = connector(allowing(listed));
    // then
    expect(await send({ url: listed.url })).toMatchObject({
      kind: 'failForGood',
      message: expect.stringContaining('at most 5 redirects'),
    });
    expect(listed.received).toHaveLength(6);
  });

  it('should learn nothing that was meant for the first host', async () => {
    // given
    redirectTo(`${friend.url}/b`, 307);
    const { send } = connector(allowing(listed, friend));
    // when
    await send({
      url: `${listed.url}/a`,
      method: 'POST',
      authorization: 'Bearer for-the-first',
      headers: {
        Cookie: 'session=for-the-first',
        'X-Api-Key': 'for-the-first',
        Accept: 'text/csv',
      },
      body: { a: 1 },
    });
    // then
    const [{ headers, body }] = friend.received;
    expect(JSON.stringify(headers)).not.toContain('for-the-first');
    expect(headers).toMatchObject({
      accept: 'text/csv',
      'content-type': 'application/json',
      host: `127.0.0.1:${friend.port}`,
    });
    expect(body).toBe('{"a":1}');
  });

  it.each([
    { status: 301, method: 'POST', expected: 'GET', body: '' },
    { status: 302, method: 'POST', expected: 'GET', body: '' },
    { status: 303, method: 'PUT', expected: 'GET', body: '' },
    { status: 307, method: 'POST', expected: 'POST', body: '"x"' },
    { status: 308, method: 'PUT', expected: 'PUT', body: '"x"' },
    { status: 302, method: 'PUT', expected: 'PUT', body: '"x"' },
  ])(
    'should change what is sent as browsers do: $status, $method to $expected',
    async ({ status, method, expected, body }) => {
      // given
      listed.answer = (response, { path }) => {
        response.writeHead(path === '/a' ? status : 200, { location: '/b' });
        response.end();
      };
      const { send } = connector(allowing(listed));
      // when
      await send({
        url: `${listed.url}/a`,
        method,
        body: '"x"',
        headers: { 'Content-Type': 'application/json', 'X-Kept': 'yes' },
      });
      // then
      expect(listed.received[1]).toMatchObject({
        method: expected,
        path: '/b',
        body,
        headers: { 'x-kept': 'yes' },
      });
      expect('content-type' in listed.received[1].headers).toBe(body !== '');
    },
  );
});
