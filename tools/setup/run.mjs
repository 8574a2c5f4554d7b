// @ts-check
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { root } from './paths.mjs';

/**
 * @typedef {object} RunResult
 * @property {number | null} code exit code; null if a signal ended the command or it could not be started
 * @property {string} output standard output and error, in the order of arrival
 */

/**
 * Runs a command to its end and collects what it prints.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, onLine?: (line: string) => void }} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, options = {}) {
  const { env = process.env, cwd = root, onLine } = options;
  return new Promise(done => {
    const lines = /** @type {string[]} */ ([]);
    const child = spawn(command, args, {
      env,
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', line => {
        lines.push(line);
        onLine?.(line);
      });
    }
    child.on('error', error => done({ code: null, output: error.message }));
    child.on('close', code => done({ code, output: lines.join('\n') }));
  });
}

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a command to its end in the open: what it prints goes straight to the terminal. A signal ends the command and then this
 * process.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env: NodeJS.ProcessEnv, cwd?: string }} options
 * @returns {Promise<number>} exit code; 1 if it could not be started
 */
export function runInTheOpen(command, args, { env, cwd = root }) {
  return new Promise(done => {
    const child = spawn(command, args, { env, cwd, stdio: 'inherit' });
    let ending = /** @type {NodeJS.Signals | undefined} */ (undefined);
    const end = (/** @type {NodeJS.Signals} */ signal) => {
      // A terminal sends Ctrl-C to the command by itself, and a second one would end it in the middle of its ending.
      if (!ending && !(signal === 'SIGINT' && process.stdin.isTTY)) {
        child.kill(signal);
      }
      ending = signal;
    };
    SIGNALS.forEach(signal => process.on(signal, end));
    child.on('error', error => console.error(error.message));
    child.on('close', code => {
      SIGNALS.forEach(signal => process.off(signal, end));
      if (ending) {
        process.kill(process.pid, ending);
      }
      done(code ?? 1);
    });
  });
}
