/**
 * To be filled.
 *
 * @packageDocumentation
 */
export {};
