// @ts-check
import { measureCheck } from './check.mjs';
import { measureEngine } from './engine.mjs';
import { onDatabases } from './onDatabases.mjs';
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
  // The durable host, beside the least that a database can be asked to do, and beside another engine.
  host: onDatabases('host'),
  // For how long others wait while models that are made to be slow are deployed and executed.
  calm: onDatabases('calm'),
  // Python and R through engine, database and sandbox, beside a bare interpreter.
  scripts: onDatabases('scripts'),
};
