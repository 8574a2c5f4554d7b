import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Compiles the library that makes sandboxes for zygotes, where there is a compiler. Gives what is slower without; undefined: nothing is.
 */
export async function compileNative(
  runtime: string,
): Promise<string | undefined> {
  const folder = join(runtime, 'native');
  try {
    await run(
      'cc',
      [...['-O2', '-shared', '-fPIC', '-o', 'sandbox.so.new', 'sandbox.c']],
      { cwd: folder, env: { PATH: process.env.PATH }, timeout: 60_000 },
    );
    await run('mv', ['sandbox.so.new', 'sandbox.so'], { cwd: folder });
    return undefined;
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    const why =
      code === 'ENOENT' ? 'there is none (cc)' : stderr?.trim().slice(0, 300);
    return `Expected a C compiler to make sandboxes faster, but ${why}: each R script needs an R of its own, of which one is begun ahead; where several begin at a time, the others wait for about 0.2 s. Install one, such as gcc`;
  }
}
