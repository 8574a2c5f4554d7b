import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs a program of the system. Rejects with an Error that says what is missing. */
export async function runProgram(
  name: string,
  args: readonly string[],
): Promise<void> {
  try {
    await run(name, args, { env: { PATH: process.env.PATH }, timeout: 10_000 });
  } catch (error) {
    const { code, stderr, message } = error as NodeJS.ErrnoException & {
      readonly stderr?: string;
    };
    throw new Error(
      code === 'ENOENT'
        ? `Expected ${name} to run R scripts where there is no C compiler, but it is not installed. Install one of them`
        : `Expected ${name} to work, but ${stderr?.trim() || message}`,
    );
  }
}
