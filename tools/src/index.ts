/**
 * What the tests of this repository share.
 *
 * @packageDocumentation
 */
export { testDatabases } from './databases/testDatabases';
