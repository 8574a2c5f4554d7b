// @ts-check
import { rmSync } from 'node:fs';
import { startPortal } from '../portal/startPortal.mjs';
import { requireFreePort } from '../portal/ports.mjs';
import { cacheDir } from '../setup/paths.mjs';
import { interruption } from '../setup/terminal.mjs';

const PROMISED_SECONDS = 20;
const PORT = 3300;
const BACKEND_PORT = 7307;

/**
 * Seconds until people can sign in: with an empty database, then again with the data of the first start.
 *
 * @param {import('../setup/setUp.mjs').Workbench} workbench
 * @returns {Promise<import('./index.mjs').Figure[]>}
 */
export async function measureStart(workbench) {
  const dataDir = `${cacheDir}/bench-data`;
  const signal = interruption();
  const use = { what: 'the benchmark', option: '--port' };
  await requireFreePort(PORT, use);
  await requireFreePort(BACKEND_PORT, use);
  rmSync(dataDir, { recursive: true, force: true });
  const seconds = [];
  for (let i = 0; i < 2; i++) {
    const begin = performance.now();
    const portal = await startPortal(workbench, {
      port: PORT,
      backendPort: BACKEND_PORT,
      dataDir,
      verbose: false,
      signal,
    });
    seconds.push((performance.now() - begin) / 1000);
    await portal.stop();
  }
  const [first, second] = seconds;
  return [
    { name: 'start-first', value: first, unit: 's' },
    {
      name: 'start-second',
      value: second,
      unit: 's',
      ratio: PROMISED_SECONDS / second,
      against: `the promised ${PROMISED_SECONDS} s`,
    },
  ];
}
