import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { SandboxedScriptRunner } from '../client/SandboxedScriptRunner';
import { readRunnerConfig } from '../config/readRunnerConfig';
import { PYTHON, pathWith, R, told } from '../testing/useRunner';

/** What bubblewrap says where the kernel does not let it. */
const NO_NAMESPACES =
  'bwrap: No permissions to create new namespace, likely because the kernel does not allow non-privileged user namespaces';

/** Programs among which bubblewrap fails as it is told. */
function failingBwrap(text: string): string {
  const path = mkdtempSync(join(tmpdir(), 'programs-'));
  chmodSync(path, 0o755);
  const program = join(path, 'bwrap');
  writeFileSync(program, `#!/bin/sh\necho '${text}' >&2\nexit 1\n`);
  chmodSync(program, 0o755);
  return path;
}

/** Lets this process take the machine for another one. */
function pretend(name: 'platform' | 'arch', value: string): () => void {
  const real = Object.getOwnPropertyDescriptor(process, name)!;
  Object.defineProperty(process, name, { ...real, value });
  return () => Object.defineProperty(process, name, real);
}

const nothing = () => {};

describe.each([
  {
    where: 'bubblewrap is not installed',
    why: 'but bubblewrap (bwrap) is not installed. Install bubblewrap',
    path: () => pathWith('mkfifo', 'prlimit'),
  },
  {
    where: 'nobody may make namespaces',
    why: `but ${NO_NAMESPACES}. Install bubblewrap`,
    path: () => failingBwrap(NO_NAMESPACES),
  },
  {
    where: 'the machine is a Mac',
    why: 'Expected Linux to run scripts in a sandbox, but this is darwin',
    pretending: () => pretend('platform', 'darwin'),
  },
  {
    where: 'the machine runs Windows',
    why: 'Expected Linux to run scripts in a sandbox, but this is win32',
    pretending: () => pretend('platform', 'win32'),
  },
  {
    where: 'system calls of the processor are not known',
    why: 'Expected a processor of x64 or arm64 to run scripts in a sandbox, but this is riscv64',
    pretending: () => pretend('arch', 'riscv64'),
  },
])('where $where', ({ why, path, pretending = () => nothing }) => {
  const logger = mockServices.logger.mock();
  let programs: string | undefined;
  let runner: SandboxedScriptRunner;

  beforeAll(() => {
    programs = path?.();
    const undo = pretending();
    try {
      const config = readRunnerConfig(new ConfigReader({}));
      runner = new SandboxedScriptRunner(config, logger, { path: programs });
    } finally {
      undo();
    }
  });

  afterAll(async () => {
    await runner.stop();
    if (programs) {
      rmSync(programs, { recursive: true });
    }
  });

  it('should be told once and at once, with the ways on', async () => {
    await runner.health();
    const warnings = logger.warn.mock.calls.map(([text]) => text);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^Python and R script tasks are not run: Expected .* container.*unsafe-process/,
      ),
    ]);
    expect(warnings[0]).toContain(why);
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('should be no health', async () => {
    expect(await runner.health()).toMatchObject({
      isReady: false,
      isIsolated: true,
      notes: [expect.stringContaining(why)],
    });
  });

  it.each([PYTHON[0], R[0]])(
    'should run nothing, and say why ($environment)',
    async ({ environment, language }) => {
      const run = runner.submit({
        ...{ id: 'a', language, environment, owner: 'group:default/a' },
        ...{ name: 'score', code: 'nonsense (', inputs: {} },
      });
      expect((await told(run.events)).events).toEqual([
        {
          type: 'error',
          kind: 'sandbox-unavailable',
          message: expect.stringContaining(why),
        },
      ]);
    },
  );
});
