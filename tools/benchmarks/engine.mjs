// @ts-check
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTypeScript } from '../setup/runTypeScript.mjs';
import { SetupError } from '../setup/terminal.mjs';

/**
 * The engine in memory, per activity, against another one on the same models in the same run.
 *
 * @param {import('../setup/setUp.mjs').Workbench} workbench
 * @returns {Promise<import('./index.mjs').Figure[]>}
 */
export async function measureEngine(workbench) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'figures.json');
  try {
    const code = await runTypeScript(
      workbench,
      'tools/benchmarks/engine/main.ts',
      [file],
    );
    if (code !== 0) {
      throw new SetupError(
        'Expected the engine to be measured, but it failed.',
      );
    }
    return JSON.parse(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
