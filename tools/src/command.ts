import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repoRoot } from './repoRoot';

/** Runs a command of a checkout as a newcomer does. */
export function command(
  script: string,
  {
    args = [],
    cwd = repoRoot,
    env = {},
  }: { args?: string[]; cwd?: string; env?: Record<string, string> } = {},
) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join('tools', script), ...args],
    { cwd, env: { ...process.env, CI: '', ...env }, encoding: 'utf8' },
  );
  return { status, stdout, stderr: stderr.trim() };
}
