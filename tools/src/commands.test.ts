import { createMockDirectory } from '@backstage/backend-test-utils';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { AddressInfo, createServer, Server } from 'node:net';
import { join } from 'node:path';
import { command } from './command';
import { repoRoot } from './repoRoot';

describe('npm start', () => {
  const servers: Server[] = [];

  afterEach(() => {
    servers.splice(0).forEach(server => server.close());
  });

  async function somebodyListens(host: string) {
    const server = createServer();
    servers.push(server);
    await once(server.listen(0, host), 'listening');
    return (server.address() as AddressInfo).port;
  }

  it.each([
    ['--port', 'the portal'],
    ['--backend-port', 'its back end'],
  ])('should say so when the port of %s is taken', async (option, what) => {
    const port = await somebodyListens('127.0.0.1');

    const another = port > 65_000 ? port - 100 : port + 100;

    const { status, stderr } = command('start.mjs', {
      args: [
        ...['--port', '39871', '--backend-port', '39872'],
        ...[option, String(port)],
      ],
    });

    expect(status).toBe(1);
    expect(stderr).toBe(
      `Expected port ${port} to be free for ${what}, but something listens there already. Stop it, or choose another port: npm start -- ${option} ${another}`,
    );
  });

  it.each(['abc', '0', '65536', '80.5'])(
    'should not take "%s" for a port',
    port => {
      const { status, stderr } = command('start.mjs', {
        args: ['--port', port],
      });

      expect(status).toBe(1);
      expect(stderr).toBe(
        `Expected --port to be a number from 1 to 65535, but found "${port}".`,
      );
    },
  );

  it.each([
    [['--built', '--port', '3100'], /^Expected no --port with --built/],
    [['--built', 'backend'], /^Expected no packages with --built/],
  ])('should not start with %j', (args, message) => {
    const { status, stderr } = command('start.mjs', { args });

    expect(status).toBe(1);
    expect(stderr).toMatch(message);
  });

  it('should not start both ends on one port', () => {
    const { status, stderr } = command('start.mjs', {
      args: ['--port', '7007'],
    });

    expect(status).toBe(1);
    expect(stderr).toBe(
      'Expected --port and --backend-port to differ, but both are 7007.',
    );
  });

  it('should not start where it cannot keep its data', () => {
    const { status, stderr } = command('start.mjs', {
      args: ['--data', '/proc/somewhere'],
    });

    expect(status).toBe(1);
    expect(stderr).toBe(
      'Expected the value of --data to be a folder that can be written to, but /proc/somewhere cannot (ENOENT). Choose another: npm start -- --data <folder>',
    );
  });

  it('should explain its options when it does not know one', () => {
    const { status, stderr } = command('start.mjs', { args: ['--prot', '1'] });

    expect(status).toBe(1);
    expect(stderr).toMatch(/^Unknown option '--prot'\.\n\nnpm start/);
    expect(stderr).toContain('--backend-port <number>');
  });
});

describe('npm run test:unit', () => {
  it('should fail when there is nothing to run', () => {
    const { status, stdout } = command('test.mjs', {
      args: ['unit', 'no-such-folder'],
    });

    expect(stdout).toContain('Expected tests to run, but there were none.');
    expect(stdout.trim().split('\n').at(-1)).toBe('0 passed, 1 failed');
    expect(status).toBe(1);
  }, 120_000);
});

describe('npm run setup', () => {
  const directory = createMockDirectory();

  /** The part of this checkout that an install reads, without anything installed. */
  function cloneWithoutModules() {
    directory.clear();
    const tracked = execFileSync(
      'git',
      [
        ...['ls-files', '--cached', '--others', '--exclude-standard', '--'],
        ...['tools', '.yarn', '.yarnrc.yml', 'yarn.lock', '**/package.json'],
        'package.json',
      ],
      { cwd: repoRoot, encoding: 'utf8' },
    );
    for (const file of tracked.split('\n').filter(Boolean)) {
      fs.cpSync(join(repoRoot, file), directory.resolve(file));
    }
    return directory.path;
  }

  it('should fail with CI set when a system program is missing, and name it', () => {
    const { status, stderr } = command('setup.mjs', {
      env: { CI: 'true', PATH: directory.path },
    });

    expect(stderr).toContain(
      'Expected every system program with CI set, but these are missing:\n    Rscript (for R script tasks)\n    bwrap (for the sandbox of script tasks)\n    cc (for script tasks that begin fast)',
    );
    expect(status).toBe(1);
  });

  it('should go on without it otherwise', () => {
    const { status, stdout } = command('setup.mjs', {
      env: { PATH: directory.path },
    });

    expect(stdout).toContain('! Going on without\n    Rscript');
    expect(status).toBe(0);
  });

  it('should say so when the lockfile does not match', () => {
    // given
    const cwd = cloneWithoutModules();
    const manifest = directory.resolve('package.json');
    const { devDependencies, ...rest } = JSON.parse(
      fs.readFileSync(manifest, 'utf8'),
    );
    delete devDependencies.prettier;
    fs.writeFileSync(manifest, JSON.stringify({ ...rest, devDependencies }));

    // when
    const { status, stderr } = command('setup.mjs', { cwd });

    // then
    expect(stderr).toMatch(
      /^Expected yarn.lock to match the package.json files, but an install would change it\. Run `.*` and commit yarn.lock\.$/,
    );
    expect(status).toBe(1);
  }, 120_000);

  it('should say so when the package registry does not answer', () => {
    const cwd = cloneWithoutModules();

    const { status, stderr } = command('setup.mjs', {
      cwd,
      env: {
        YARN_NPM_REGISTRY_SERVER: 'http://127.0.0.1:9',
        YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
        YARN_HTTP_RETRY: '0',
        YARN_GLOBAL_FOLDER: directory.resolve('empty-cache'),
      },
    });

    expect(stderr).toBe(
      'Expected the package registry to answer, but it does not (ECONNREFUSED). Check the network or the proxy settings and try again.',
    );
    expect(status).toBe(1);
  }, 120_000);
});
