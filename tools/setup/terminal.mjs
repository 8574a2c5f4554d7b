// @ts-check
const isLive = Boolean(process.stdout.isTTY) && !process.env.CI;
const EVERY_MS = isLive ? 250 : 10_000;

/** Something the person at the terminal can mend. Its message is one sentence that says how; no stack is shown. */
export class SetupError extends Error {}

/**
 * Runs a command's main function. A {@link SetupError} becomes one sentence and exit code 1.
 *
 * @param {() => Promise<number | void>} main resolves to the exit code, 0 if it is absent
 */
export async function runCommand(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof SetupError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

/**
 * Reads a command's arguments; one that it does not know is answered with how the command is used.
 *
 * @template T
 * @param {() => T} read
 * @param {string} usage
 * @returns {T}
 * @throws {SetupError}
 */
export function readArguments(read, usage) {
  try {
    return read();
  } catch (error) {
    // After its first sentence Node goes on about its own conventions.
    const [problem] = /** @type {Error} */ (error).message.split('. ');
    throw new SetupError(`${problem}.\n\n${usage}`);
  }
}

/** @returns {AbortSignal} of the moment in which somebody wants the command to end */
export function interruption() {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => controller.abort());
  }
  return controller.signal;
}

/** @param {string} text a line for the person at the terminal */
export function say(text) {
  console.log(text);
}

/** @param {number} since milliseconds since the epoch */
const seconds = since => `${Math.round((Date.now() - since) / 1000)} s`;

/** @param {string} text @returns {string} what fits on the rest of one line */
const oneLine = text => text.replace(/\s+/g, ' ').trim().slice(0, 90);

/**
 * Shows that something takes time while it does: the title, the seconds so far, and the latest note.
 *
 * @template T
 * @param {string} title what is being done, as one would say it: "Installing dependencies"
 * @param {(note: (text: string) => void) => Promise<T>} work calls `note` with whatever is going on right now
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const start = Date.now();
  let latest = '';
  const show = () => {
    const line = `  … ${title}, ${seconds(start)}${latest && `: ${latest}`}`;
    process.stdout.write(isLive ? `\r\x1b[2K${line}` : `${line}\n`);
  };
  const done = (/** @type {string} */ mark) =>
    process.stdout.write(
      `${isLive ? '\r\x1b[2K' : ''}  ${mark} ${title} (${seconds(start)})\n`,
    );

  process.stdout.write(isLive ? `  … ${title}` : `  … ${title}\n`);
  const ticker = setInterval(show, EVERY_MS);
  try {
    const result = await work(text => {
      latest = oneLine(text) || latest;
    });
    done('✓');
    return result;
  } catch (error) {
    done('✗');
    throw error;
  } finally {
    clearInterval(ticker);
  }
}
