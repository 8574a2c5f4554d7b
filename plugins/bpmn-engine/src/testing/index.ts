/**
 * For tests of hosts: random processes with everything that happens in them.
 *
 * @packageDocumentation
 */
export { isOver, tell, textOf, type Chapter, type Story } from './randomStory';
