// @ts-check
import { runChecks } from '../checks/runChecks.mjs';
import { SetupError } from '../setup/terminal.mjs';

const PROMISED_SECONDS = 120;

/**
 * Seconds that `npm run check` takes when it has run before.
 *
 * @param {import('../setup/setUp.mjs').Workbench} workbench
 * @returns {Promise<import('./index.mjs').Figure[]>}
 */
export async function measureCheck(workbench) {
  await runChecks(workbench);
  const begin = performance.now();
  const { failed } = await runChecks(workbench);
  if (failed > 0) {
    throw new SetupError('Expected every check to pass, but some failed.');
  }
  const value = (performance.now() - begin) / 1000;
  return [
    {
      name: 'check-warm',
      value,
      unit: 's',
      ratio: PROMISED_SECONDS / value,
      against: `the promised ${PROMISED_SECONDS} s`,
    },
  ];
}
