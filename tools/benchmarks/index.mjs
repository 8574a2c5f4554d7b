// @ts-check
import { measureCalm } from './calm.mjs';
import { measureCheck } from './check.mjs';
import { measureEngine } from './engine.mjs';
import { measureHost } from './host.mjs';
import { measureScripts } from './scripts.mjs';
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
 * @property {string} [database] the one that it was measured on
 */

/**
 * @typedef {object} Options
 * @property {string} [db] the only database to measure; absent: each
 * @property {string} size `full`, or `tiny` to see whether it works at all
 */

/** @type {Record<string, (workbench: import('../setup/setUp.mjs').Workbench, options: Options) => Promise<Figure[]>>} */
export const benchmarks = {
  start: measureStart,
  check: measureCheck,
  engine: measureEngine,
  host: measureHost,
  calm: measureCalm,
  scripts: measureScripts,
};
