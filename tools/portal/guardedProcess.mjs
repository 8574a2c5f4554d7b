// @ts-check
import { spawn } from 'node:child_process';
import { inRepo } from '../setup/paths.mjs';

const GUARD = inRepo('tools', 'portal', 'guard.mjs');

/**
 * Starts a command that cannot outlive this process, together with everything that the command starts.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env: NodeJS.ProcessEnv, cwd: string }} options
 */
export function startGuarded(command, args, options) {
  const child = spawn(process.execPath, [GUARD, command, ...args], {
    ...options,
    // The guard ends everything when its input closes, which it does in whatever way this process ends.
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = new Promise(done => child.once('close', done));
  child.stdin.on('error', () => {}); // It ended first; `ended` says so.

  return {
    child,
    /** Resolves when nothing of it is left. */
    ended,
    /** Asks everything to end; what does not within five seconds is killed. */
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
