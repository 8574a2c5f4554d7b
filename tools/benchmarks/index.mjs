// @ts-check
import { measureCheck } from './check.mjs';
import { measureEngine } from './engine.mjs';
import { measureStart } from './start.mjs';

/**
 * One measured figure; every benchmark of the project writes these.
 *
 * @typedef {object} Figure
 * @property {string} name
 * @property {number} value
 * @property {string} unit
 * @property {number} [ratio] how much better than `against`: above 1 is better
 * @property {string} [against]
 */

/** @type {Record<string, (workbench: import('../setup/setUp.mjs').Workbench) => Promise<Figure[]>>} */
export const benchmarks = {
  start: measureStart,
  check: measureCheck,
  engine: measureEngine,
};
