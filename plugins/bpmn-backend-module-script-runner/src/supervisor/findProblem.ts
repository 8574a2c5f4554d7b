import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { bwrapArguments } from '../sandbox/bwrapArguments';
import { findProgram } from '../sandbox/findProgram';
import type { RunFolder } from '../sandbox/runFolder';

const run = promisify(execFile);

const WAY_OUT =
  'Install bubblewrap 0.8 or later and let ordinary users make namespaces (sysctl kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0; in a container: a seccomp profile that allows unshare and mount). For development only, bpmn.scripts.mode: unsafe-process runs scripts without a sandbox';

/** Why there can be no sandbox here; undefined: there can. */
export async function findSandboxProblem({
  runtime,
  channels,
}: RunFolder): Promise<string | undefined> {
  try {
    const plan = { runtime, channels, paths: [], hasNetwork: false };
    await run(
      findProgram('bwrap'),
      [...bwrapArguments(plan), '/usr/bin/true'],
      {
        env: { PATH: process.env.PATH },
        timeout: 30_000,
      },
    );
    return undefined;
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & {
      readonly stderr?: string;
    };
    const found =
      code === 'ENOENT'
        ? 'bubblewrap (bwrap) is not installed'
        : stderr?.trim().replace(/\s+/g, ' ') || (error as Error).message;
    return `Expected a sandbox for scripts, but ${found}. ${WAY_OUT}`;
  }
}
