import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { repoRoot } from '../repoRoot';

const script = join(repoRoot, 'tools/databases/postgres.cjs');

/** Starts a server in a process of its own, which then waits to be ended. */
async function startInAnotherProcess(env: Record<string, string> = {}) {
  const child = spawn(
    process.execPath,
    [
      '-e',
      `require(${JSON.stringify(script)}).startPostgres().then(postgres => {
         console.log(postgres.connectionString);
         process.stdin.once('data', () => postgres.stop().then(() => process.exit()));
       })`,
    ],
    { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const [line] = await once(child.stdout!, 'data');
  return { child, connectionString: String(line).trim() };
}

async function query(connectionString: string, sql: string) {
  const client = new Client({
    connectionString: `${connectionString}/postgres`,
  });
  await client.connect();
  try {
    return (await client.query(sql)).rows[0];
  } finally {
    await client.end();
  }
}

/** Resolves once neither the server nor its data is there any more; the test's own limit ends the wait. */
async function untilGone(connectionString: string, dataFolder: string) {
  for (;;) {
    const answers = await query(connectionString, 'select 1').then(
      () => true,
      () => false,
    );
    if (!answers && !fs.existsSync(dataFolder)) {
      return true;
    }
    await new Promise(done => setTimeout(done, 50));
  }
}

const dataFolderOf = async (connectionString: string) =>
  (await query(connectionString, 'show data_directory')).data_directory;

describe('startPostgres', () => {
  it.each([
    ["the system's binaries, else the package's", {}],
    ['the binaries of the package', { BPMN_TEST_POSTGRES: 'embedded' }],
  ])(
    'should start a server from %s and remove it again',
    async (_, env) => {
      // given
      const { child, connectionString } = await startInAnotherProcess(env);
      const dataFolder = await dataFolderOf(connectionString);

      // when
      child.stdin!.write('stop\n');

      // then
      await once(child, 'exit');
      expect(await untilGone(connectionString, dataFolder)).toBe(true);
    },
    60_000,
  );

  it('should leave nothing behind when its process is killed', async () => {
    // given
    const { child, connectionString } = await startInAnotherProcess();
    const dataFolder = await dataFolderOf(connectionString);

    // when
    child.kill('SIGKILL');

    // then
    expect(await untilGone(connectionString, dataFolder)).toBe(true);
  }, 60_000);

  it('should be reachable from this machine only, and not without the password', async () => {
    const { child, connectionString } = await startInAnotherProcess();

    expect(await query(connectionString, 'show listen_addresses')).toEqual({
      listen_addresses: '127.0.0.1',
    });
    await expect(
      query(connectionString.replace(/:[0-9a-f]+@/, ':guess@'), 'select 1'),
    ).rejects.toThrow(/password authentication failed/);

    child.stdin!.write('stop\n');
    await once(child, 'exit');
  }, 60_000);
});
