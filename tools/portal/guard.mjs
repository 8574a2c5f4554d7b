// @ts-check
// Runs a command for as long as standard input is open. When whoever started it ends, in whatever way, the input closes, and the
// command goes with everything that it started.
import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const GRACE_MS = 5_000;

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, {
  stdio: ['ignore', 'inherit', 'inherit'],
  detached: process.platform !== 'win32',
});
child.on('error', error => {
  console.error(error.message);
  process.exit(1); // There is nothing to end.
});
child.on('exit', code => {
  process.exitCode = code ?? 1;
  endAll();
});

process.stdin.resume();
process.stdin.on('end', endAll);
process.stdin.on('error', endAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, endAll);
}

/** @param {NodeJS.Signals | 0} signal @returns {boolean} false if nobody of the command's group is left */
function signalAll(signal) {
  try {
    return process.kill(-(/** @type {number} */ (child.pid)), signal);
  } catch {
    return false; // ESRCH: they are gone already, which is what was wanted.
  }
}

async function endAll() {
  process.stdin.destroy();
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  signalAll('SIGTERM');
  const deadline = Date.now() + GRACE_MS;
  while (signalAll(0) && Date.now() < deadline) {
    await sleep(50);
  }
  signalAll('SIGKILL');
}
