import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type {
  EnvironmentSettings,
  SupervisorSettings,
} from '../protocol/settings';
import { bwrapArguments } from '../sandbox/bwrapArguments';
import { findProgram } from '../sandbox/findProgram';
import type { RunFolder } from '../sandbox/runFolder';

const run = promisify(execFile);

/** Milliseconds that an interpreter has to look. */
const PATIENCE = 30_000;

const LOOKS: Readonly<
  Record<EnvironmentSettings['language'], (root: string) => readonly string[]>
> = {
  python: root => ['-I', '-B', join(root, 'python', 'missing.py')],
  r: root => ['--vanilla', join(root, 'r', 'missing.R')],
};

/**
 * Libraries that environments should have loaded and that are not installed, by environment: looked for where scripts will look for them, without
 * loading them. Of an interpreter that does not even run, it is the interpreter.
 */
export async function findMissing(
  { environments, isIsolated }: SupervisorSettings,
  folder: RunFolder,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const found = await Promise.all(
    environments.map(async environment => {
      const { name, interpreter, language, preload, paths } = environment;
      const root = isIsolated ? '/runner' : folder.runtime;
      const look = [interpreter, ...LOOKS[language](root), ...preload];
      const { runtime, channels } = folder;
      const [program, ...rest] = isIsolated
        ? [
            findProgram('bwrap'),
            ...bwrapArguments({ runtime, channels, paths, hasNetwork: false }),
            ...look,
          ]
        : look;
      return [name, await namesOf(program, rest, interpreter)] as const;
    }),
  );
  return Object.fromEntries(found.filter(([, names]) => names.length > 0));
}

async function namesOf(
  program: string,
  rest: readonly string[],
  interpreter: string,
): Promise<readonly string[]> {
  try {
    const { PATH } = process.env;
    const { stdout } = await run(program, rest, {
      env: { PATH },
      timeout: PATIENCE,
    });
    return stdout.split('\n').filter(Boolean);
  } catch {
    return [interpreter];
  }
}
