/**
 * For tests of hosts: random processes with everything that happens in them, and what must be true of an instance.
 *
 * @packageDocumentation
 */
export { foldHistory } from './foldHistory';
export { findBrokenInvariants } from './invariants';
export { isOver, tell, textOf, type Chapter, type Story } from './randomStory';
export { rowsToJson, type RowsJson } from './rowsJson';
