// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const GRACE_MS = 5_000;

/**
 * A command with everything that it starts, which can be stopped as one.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env: NodeJS.ProcessEnv, cwd: string }} options
 */
export function startGroup(command, args, options) {
  const child = spawn(command, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const ended = new Promise(done => {
    child.once('error', done);
    child.once('close', done);
  });

  /** @param {NodeJS.Signals | 0} signal @returns {boolean} false if nobody is left */
  function signalAll(signal) {
    try {
      return process.kill(-(/** @type {number} */ (child.pid)), signal);
    } catch {
      return false; // ESRCH: they are gone already, which is what was wanted.
    }
  }

  /** Asks every process of the group to end; those that do not within five seconds are killed. */
  async function stop() {
    if (process.platform === 'win32') {
      spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
      await ended;
      return;
    }
    signalAll('SIGTERM');
    const deadline = Date.now() + GRACE_MS;
    while (signalAll(0) && Date.now() < deadline) {
      await sleep(50);
    }
    signalAll('SIGKILL');
    await ended;
  }

  return { child, ended, stop };
}
