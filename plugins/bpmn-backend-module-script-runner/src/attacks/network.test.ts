import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import {
  processesWith,
  PYTHON,
  R,
  RunnerStory,
  USERS,
  WITHOUT_COMPILER,
  outputsOf,
} from '../testing/useRunner';

const ANALYSTS = 'group:default/analysts';
const OTHERS = 'group:default/others';
const OUTSIDERS = 'group:default/outsiders';
const STRANGERS = 'group:default/strangers';

const FRESH = { language: 'python', mode: 'fresh' };
const MARK = 'mark_of_the_network';

const LARGE = 8 * 1024 * 1024;

/** Asks each port for what it says. */
const ASK = `
import urllib.error, urllib.request
def ask(port, host="localhost"):
    try:
        return urllib.request.urlopen(f"http://{host}:{port}/hello").read().decode()
    except urllib.error.HTTPError as error:
        return f"{error.code} {error.reason}"
`;

/** As libraries do it for HTTPS. */
const TUNNEL = `
import http.client, os
from urllib.parse import urlsplit
def tunnel(port, host="localhost"):
    proxy = urlsplit(os.environ["HTTPS_PROXY"])
    connection = http.client.HTTPConnection(proxy.hostname, proxy.port)
    connection.set_tunnel(host, port)
    connection.request("GET", "/tunnel")
    return connection.getresponse().read().decode()
`;

const NOT_GRANTED = 'Not among the hosts that this script may reach';

/** Without a compiler there is no way out: see scripts/withoutCompiler.test.ts. */
const CONNECTED = USERS.filter(user => user !== WITHOUT_COMPILER);

describe.each(CONNECTED)('a script that may reach some hosts, as %s', user => {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  let granted: number;
  let other: number;

  beforeAll(async () => {
    for (const name of ['granted', 'other']) {
      const server = createServer(async (asked, response) => {
        const { length } = await buffer(asked);
        response.end(
          asked.url === '/large'
            ? Buffer.alloc(LARGE, 'x')
            : `${name} ${length}`,
        );
      });
      server.on('connection', socket => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      servers.push(server);
    }
    [granted, other] = servers.map(
      server => (server.address() as AddressInfo).port,
    );
  });

  const story = new RunnerStory(() => {
    const network = [
      { hosts: [`localhost:${granted}`], internal: true, owners: [ANALYSTS] },
      { hosts: [`127.0.0.1:${other}`], owners: [OTHERS] },
      { hosts: [`localhost:${granted}`], owners: [OUTSIDERS] },
    ];
    return {
      environments: {
        'base-python': { language: 'python', network },
        'base-r': { language: 'r', network },
        'fresh-python': { language: 'python', mode: 'fresh', network },
        'fresh-r': { language: 'r', mode: 'fresh', network },
        // It can be told by this from all other processes.
        marked: { ...FRESH, preload: [MARK], network },
      },
    };
  }, user);

  afterAll(() => {
    servers.forEach(server => {
      server.closeAllConnections();
      server.close();
    });
  });

  const inputs = () => ({ granted, other });

  it.each(PYTHON)('should reach them ($environment)', async way => {
    const told = await story.run(
      way,
      `${ASK}${TUNNEL}
outputs["http"] = ask(granted)
outputs["tunnel"] = tunnel(granted)
`,
      { inputs: inputs() },
    );
    expect(outputsOf(told.end)).toEqual({
      http: 'granted 0',
      tunnel: 'granted 0',
    });
    expect(told.log).toEqual([]);
  });

  it.each(R)('should reach them ($environment)', async way => {
    const told = await story.run(
      way,
      `
address <- sprintf("http://localhost:%d/hello", granted)
connection <- url(address)
outputs$read <- readLines(connection, warn = FALSE)
close(connection)
libcurl <- url(address, method = "libcurl")
outputs$libcurl <- readLines(libcurl, warn = FALSE)
close(libcurl)
download.file(address, "downloaded", quiet = TRUE)
outputs$downloaded <- readLines("downloaded", warn = FALSE)
`,
      { inputs: inputs() },
    );
    expect(outputsOf(told.end)).toEqual({
      read: 'granted 0',
      libcurl: 'granted 0',
      downloaded: 'granted 0',
    });
  });

  it.each(PYTHON)('should pass on what is large ($environment)', async way => {
    const told = await story.run(
      way,
      `
import urllib.request
base = f"http://localhost:{granted}"
outputs["down"] = len(urllib.request.urlopen(base + "/large").read())
outputs["up"] = urllib.request.urlopen(base + "/up", data=bytes(${LARGE})).read().decode()
`,
      { inputs: inputs() },
    );
    expect(outputsOf(told.end)).toEqual({
      down: LARGE,
      up: `granted ${LARGE}`,
    });
  });

  it.each(PYTHON)(
    'should be told that others are not granted ($environment)',
    async way => {
      const told = await story.run(
        way,
        `${ASK}${TUNNEL}
outputs["http"] = ask(other)
try:
    tunnel(other)
except OSError as error:
    outputs["tunnel"] = str(error)
`,
        { inputs: inputs() },
      );
      expect(outputsOf(told.end)).toEqual({
        http: `403 ${NOT_GRANTED}`,
        tunnel: `Tunnel connection failed: 403 ${NOT_GRANTED}`,
      });
      expect(told.log).toEqual([
        expect.stringContaining(
          `Expected localhost:${other} to be among the hosts that this script may reach (localhost:${granted})`,
        ),
      ]);
    },
  );

  it.each(R)(
    'should be told that others are not granted ($environment)',
    async way => {
      const { end, log } = await story.run(
        way,
        'readLines(url(sprintf("http://localhost:%d/hello", other)))',
        { inputs: inputs() },
      );
      expect(end).toMatchObject({ type: 'error', kind: 'script-error' });
      expect(log.join()).toContain(`Expected localhost:${other} to be among`);
    },
  );

  it.each(PYTHON)(
    'should not reach this machine by a name that is not said to be internal ($environment)',
    async way => {
      const told = await story.run(
        way,
        `${ASK}outputs["said"] = ask(granted)`,
        { inputs: inputs(), owner: OUTSIDERS },
      );
      expect(outputsOf(told.end)).toEqual({
        said: '403 Not a host on the Internet',
      });
    },
  );

  it.each(PYTHON)(
    'should reach what its own group is granted, beside one of another group ($environment)',
    async way => {
      const code = `${ASK}
outputs["granted"] = ask(granted)
outputs["other"] = ask(other, "127.0.0.1")
`;
      const [one, another] = await Promise.all([
        story.run(way, code, { inputs: inputs() }),
        story.run(way, code, { inputs: inputs(), owner: OTHERS }),
      ]);
      const refused = `403 ${NOT_GRANTED}`;
      expect(outputsOf(one.end)).toEqual({
        granted: 'granted 0',
        other: refused,
      });
      expect(outputsOf(another.end)).toEqual({
        granted: refused,
        other: 'other 0',
      });
    },
  );

  it.each(PYTHON)(
    'should have no network where its group is granted none, though others are ($environment)',
    async way => {
      const held = story.run(way, 'import time\ntime.sleep(1)', {
        inputs: inputs(),
      });
      const told = await story.run(
        way,
        `
import os, socket
found = []
for host, number in (("1.1.1.1", 53), ("127.0.0.1", granted), ("127.0.0.1", 3128), ("::1", granted)):
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            socket.socket(family).connect((host, number))
            found.append("connected to " + host)
        except OSError:
            pass
outputs["found"] = found
outputs["proxies"] = [name for name in os.environ if "proxy" in name.lower()]
outputs["trusted"] = os.path.exists("/etc/ssl")
`,
        { inputs: inputs(), owner: STRANGERS },
      );
      expect(outputsOf(told.end)).toEqual({
        found: [],
        proxies: [],
        trusted: false,
      });
      await held;
    },
  );

  it.each(PYTHON)(
    'should reach nothing past its way out ($environment)',
    async way => {
      const told = await story.run(
        way,
        `
import errno, socket
def attempt(act):
    try:
        act()
        return "done"
    except OSError as error:
        return errno.errorcode[error.errno]
def tcp(host, number, family=socket.AF_INET):
    return attempt(lambda: socket.socket(family, socket.SOCK_STREAM).connect((host, number)))
outputs["reached"] = [tcp("127.0.0.1", granted), tcp("1.1.1.1", 53), tcp("169.254.169.254", 80), tcp("::1", granted, socket.AF_INET6), tcp("2606:4700::1111", 80, socket.AF_INET6)]
outputs["made"] = [
    attempt(lambda: socket.socket(family, kind, protocol))
    for family, kind, protocol in (
        (socket.AF_INET, socket.SOCK_DGRAM, 0),
        (socket.AF_INET6, socket.SOCK_DGRAM, 0),
        (socket.AF_INET, socket.SOCK_RAW, 1),
        (socket.AF_INET, socket.SOCK_STREAM, 262),
        (socket.AF_INET, socket.SOCK_STREAM, 132),
        (16, socket.SOCK_RAW, 0),
        (17, socket.SOCK_RAW, 0),
        (40, socket.SOCK_STREAM, 0),
    )
]
outputs["channel"] = attempt(lambda: socket.socket(socket.AF_UNIX).connect("/channel/socket"))
outputs["interfaces"] = [line.split(":")[0].strip() for line in open("/proc/net/dev").readlines()[2:]]
`,
        { inputs: inputs() },
      );
      const protocol = Array(5).fill('EPROTONOSUPPORT');
      expect(outputsOf(told.end)).toEqual({
        reached: [
          ...['ECONNREFUSED', 'ENETUNREACH', 'ENETUNREACH'],
          ...['ECONNREFUSED', 'ENETUNREACH'],
        ],
        made: [...protocol, ...Array(3).fill('EAFNOSUPPORT')],
        channel: 'ENOENT',
        interfaces: ['lo'],
      });
    },
  );

  it.each(PYTHON)(
    'should see nothing of what is at its way out, and lose only its own by ending it ($environment)',
    async way => {
      const [told, beside] = await Promise.all([
        story.run(
          way,
          `${ASK}
import os, signal
found = []
pids = sorted(int(name) for name in os.listdir("/proc") if name.isdigit())
for pid in pids[:-1]:
    for name in ("environ", "mem", "fd", "cwd", "root"):
        path = f"/proc/{pid}/{name}"
        try:
            os.listdir(path) if name != "environ" and name != "mem" else open(path, "rb").read(1)
            found.append(path)
        except OSError:
            pass
outputs["pids"] = pids
outputs["found"] = found
os.kill(2, signal.SIGKILL)
try:
    outputs["after"] = ask(granted)
except OSError:
    outputs["after"] = "cut off"
`,
          { inputs: inputs() },
        ),
        story.run(
          way,
          `${ASK}import time\ntime.sleep(0.5)\noutputs["said"] = ask(granted)`,
          { inputs: inputs() },
        ),
      ]);
      expect(outputsOf(told.end)).toEqual({
        pids: [1, 2, 3],
        found: [],
        after: 'cut off',
      });
      expect(outputsOf(beside.end)).toEqual({ said: 'granted 0' });
    },
  );

  it('should leave neither a connection nor a process behind', async () => {
    // when
    const told = await story.run(
      { environment: 'marked', language: 'python' },
      `
import os, socket
kept = socket.create_connection(("127.0.0.1", 3128))
kept.sendall(f"CONNECT localhost:{granted} HTTP/1.1\\r\\n\\r\\n".encode())
outputs["answer"] = kept.recv(12).decode()
os.set_inheritable(kept.fileno(), True)
outputs["processes"] = len([name for name in os.listdir("/proc") if name.isdigit()])
if os.fork() == 0:
    os.setsid()
    os.execv("/usr/bin/sleep", ["${MARK}", "600"])
`,
      { inputs: inputs() },
    );
    // then
    expect(outputsOf(told.end)).toEqual({
      answer: 'HTTP/1.1 200',
      processes: 3,
    });
    while (sockets.size > 0 || processesWith(MARK).length > 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
  });
});
