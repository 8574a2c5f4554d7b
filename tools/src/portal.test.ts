import { createMockDirectory } from '@backstage/backend-test-utils';
import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repoRoot } from './repoRoot';

const FRONTEND = 'http://localhost:3210';
const BACKEND = 'http://localhost:7217/api';

describe('the portal that npm start starts', () => {
  const data = createMockDirectory();
  /** On a machine where nobody may make namespaces. */
  const programs = createMockDirectory();
  let launcher: ChildProcess;

  async function start(env: NodeJS.ProcessEnv = {}) {
    launcher = spawn(
      process.execPath,
      [
        join('tools', 'start.mjs'),
        ...['--port', '3210', '--backend-port', '7217'],
        ...['--data', data.path],
      ],
      // Installing system programs is not what is tested here.
      { cwd: repoRoot, env: { ...process.env, CI: '', ...env } },
    );
    const lines: string[] = [];
    for await (const line of createInterface({ input: launcher.stdout! })) {
      lines.push(line);
      if (line.includes('Ctrl-C stops it')) {
        return lines.join('\n');
      }
    }
    throw new Error(`It did not start:\n${lines.join('\n')}`);
  }

  async function end(signal: NodeJS.Signals) {
    const ended = once(launcher, 'exit');
    launcher.kill(signal);
    const [code] = await ended;
    return code;
  }

  async function untilNobodyAnswers(url: string) {
    while (
      await fetch(url).then(
        () => true,
        () => false,
      )
    ) {
      await new Promise(done => setTimeout(done, 100));
    }
    return true;
  }

  /** How the front end's scripts are answered. */
  async function scriptsOfPage() {
    const page = await (await fetch(FRONTEND)).text();
    const scripts = page.matchAll(/<script\b[^>]*\ssrc="([^"]+)"/g);
    return Promise.all(
      Array.from(scripts, async ([, path]) => {
        const response = await fetch(new URL(path, FRONTEND));
        await response.body?.cancel();
        return response.status;
      }),
    );
  }

  /** Reads or writes a setting of Ada's that the back end keeps. */
  async function adasSetting(init: RequestInit = {}) {
    const session = await fetch(`${BACKEND}/auth/demo/refresh`, {
      headers: { 'x-demo-person': 'user:default/ada' },
    });
    const { token } = (await session.json()).backstageIdentity;
    const response = await fetch(
      `${BACKEND}/user-settings/buckets/test/keys/colour`,
      {
        ...init,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
      },
    );
    return (await response.json()).value;
  }

  afterAll(() => {
    launcher.kill('SIGKILL');
  });

  beforeAll(() => {
    const path = join(programs.path, 'bwrap');
    const text =
      'bwrap: No permissions to create new namespace, likely because the kernel does not allow non-privileged user namespaces';
    writeFileSync(path, `#!/bin/sh\necho '${text}' >&2\nexit 1\n`);
    // Whoever makes sandboxes is not root.
    [programs.path, path].forEach(one => chmodSync(one, 0o755));
  });

  it('should say where it is and who one can be, end with Ctrl-C, and remember everything', async () => {
    // given
    const printed = await start();
    expect(printed).toContain(`The portal is ready: ${FRONTEND}`);
    for (const name of ['Ada', 'Ben', 'Chloe', 'Dmitri', 'Elif']) {
      expect(printed).toContain(`${name} `);
    }
    expect(printed).toMatch(
      /Risk +Farah Haddad \(Chief risk officer\), Gustav Meyer .*, Hana Sato/,
    );
    expect(new Set(await scriptsOfPage())).toEqual(new Set([200]));
    await adasSetting({
      method: 'PUT',
      body: JSON.stringify({ value: 'green' }),
    });

    // when
    expect(await end('SIGINT')).toBe(0);
    expect(await untilNobodyAnswers(FRONTEND)).toBe(true);
    const again = await start({ PATH: `${programs.path}:${process.env.PATH}` });

    // then
    expect(await adasSetting()).toBe('green');
    expect(printed).not.toContain('are not run');
    expect(again).toMatch(
      /! Python and R script tasks are not run: .*No permissions to create new namespace.*container.*unsafe-process/,
    );

    // and when it is killed, nothing of it is left either
    await end('SIGKILL');
    expect(await untilNobodyAnswers(FRONTEND)).toBe(true);
    expect(await untilNobodyAnswers(`${BACKEND}/demo-sign-in/people`)).toBe(
      true,
    );
  }, 300_000);
});
