// @ts-check
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTypeScript } from '../setup/runTypeScript.mjs';
import { SetupError } from '../setup/terminal.mjs';
import { hostDatabases } from './host.mjs';

/**
 * Python and R scripts through engine, database and sandbox, beside a bare interpreter for each in the same run.
 *
 * @param {import('../setup/setUp.mjs').Workbench} workbench
 * @param {import('./index.mjs').Options} options
 * @returns {Promise<import('./index.mjs').Figure[]>}
 */
export async function measureScripts(workbench, { db, size }) {
  const figures = [];
  for (const database of db ? [db] : hostDatabases) {
    figures.push(...(await measureOn(workbench, database, size)));
  }
  return figures;
}

/**
 * @param {import('../setup/setUp.mjs').Workbench} workbench
 * @param {string} database
 * @param {string} size
 * @returns {Promise<import('./index.mjs').Figure[]>}
 */
async function measureOn(workbench, database, size) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'figures.json');
  try {
    const code = await runTypeScript(
      workbench,
      'tools/benchmarks/scripts/main.ts',
      [file, database, size],
    );
    if (code !== 0) {
      throw new SetupError(
        `Expected scripts to be measured on ${database}, but it failed.`,
      );
    }
    return JSON.parse(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
