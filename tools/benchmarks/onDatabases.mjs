// @ts-check
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTypeScript } from '../setup/runTypeScript.mjs';
import { SetupError } from '../setup/terminal.mjs';

/** The databases that hosts run on. */
export const hostDatabases = ['sqlite', 'postgres'];

/**
 * A benchmark that is measured on one database or on each, by the `main.ts` of its folder.
 *
 * @param {string} name of its folder
 * @returns {(workbench: import('../setup/setUp.mjs').Workbench, options: import('./index.mjs').Options) => Promise<import('./index.mjs').Figure[]>}
 */
export const onDatabases =
  name =>
  async (workbench, { db, size }) => {
    const figures = [];
    for (const database of db ? [db] : hostDatabases) {
      figures.push(...(await measure(workbench, name, [database, size])));
    }
    return figures;
  };

/**
 * @param {import('../setup/setUp.mjs').Workbench} workbench
 * @param {string} name
 * @param {readonly [database: string, size: string]} how
 * @returns {Promise<import('./index.mjs').Figure[]>}
 */
async function measure(workbench, name, [database, size]) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'figures.json');
  try {
    const main = `tools/benchmarks/${name}/main.ts`;
    const code = await runTypeScript(workbench, main, [file, database, size]);
    if (code !== 0) {
      throw new SetupError(
        `Expected ${name} to be measured on ${database}, but it failed.`,
      );
    }
    return JSON.parse(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
