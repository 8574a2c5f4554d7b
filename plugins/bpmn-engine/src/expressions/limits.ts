import { MAX_VARIABLE_BYTES } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** Longest expression, in characters. */
export const MAX_EXPRESSION_LENGTH = 64 * 1024;

/**
 * Most tokens (names, literals, operators, brackets) of one expression: the time of the parser grows with the square of
 * their number.
 */
export const MAX_EXPRESSION_TOKENS = 2_500;

/** Deepest nesting of brackets, and of the syntax tree: whatever walks a tree uses the stack. */
export const MAX_EXPRESSION_DEPTH = 200;

/**
 * Most steps of one evaluation. A step is an item that `for`, `some`, `every` or a filter goes through, an item or 64
 * characters that a built-in reads, or the call of a function.
 */
export const MAX_EXPRESSION_STEPS = 1_000_000;

/** Deepest nesting of calls of functions that the expression itself defines. */
export const MAX_CALL_DEPTH = 100;

/** Longest string that is put together, in characters. A result is limited in bytes, by `MAX_VARIABLE_BYTES`. */
export const MAX_TEXT_LENGTH = MAX_VARIABLE_BYTES;

/** Deepest nesting of a result, and of whatever is compared or turned into text. */
export const MAX_VALUE_DEPTH = 200;

/** Most warnings that one evaluation reports. */
export const MAX_WARNINGS = 20;

/** Longest warning, in characters; the rest is cut off. */
export const MAX_WARNING_LENGTH = 200;
