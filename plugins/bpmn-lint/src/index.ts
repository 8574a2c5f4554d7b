/**
 * Rules of good practice for process models: the same ones in the modeler and at deployment.
 *
 * @packageDocumentation
 */
export { lint, lintRules } from './lint';
export { readLintLevels, type LintLevel, type LintLevels } from './lintLevels';
export type { ModdleElement } from './model';
export type { LintRuleDescription } from './rules';
