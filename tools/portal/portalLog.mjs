// @ts-check
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';

const TAIL = 30;
const IS_FATAL = /Backend startup failed|BackendStartupError/;
/** What whoever starts it should not have to look for: as the runner of scripts says it. */
const ADVICE =
  /((?:Python and R script tasks are not run|Scripts run without a sandbox).*)$/;

/**
 * Writes what the portal prints to a file and remembers the end of it.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {{ file: string, verbose: boolean }} options
 */
export function keepLog(child, { file, verbose }) {
  const sink = createWriteStream(file);
  sink.on('error', error =>
    console.error(`The log cannot be kept: ${error.message}`),
  );
  const recent = /** @type {string[]} */ ([]);
  let isFatal = false;
  const advice = /** @type {Set<string>} */ (new Set());

  /** @param {string} raw */
  const keep = raw => {
    const line = stripVTControlCharacters(raw);
    sink.write(`${line}\n`);
    recent.push(line);
    recent.splice(0, recent.length - TAIL);
    isFatal ||= IS_FATAL.test(line);
    const [, found] = ADVICE.exec(line) ?? [];
    if (found) {
      advice.add(found);
    }
    if (verbose) {
      console.log(raw);
    }
  };
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input: /** @type {any} */ (input) }).on('line', keep);
  }

  return {
    file,
    /** Whether the back end gave up. */
    isFatal: () => isFatal,
    /** What does not work here, and the ways on. */
    advice: () => [...advice],
    tail: () => `${recent.join('\n')}\n\nThe whole log is in ${file}`,
  };
}
