export { allRules } from './allRules';
export type { Finding, LintRule, LintRuleDescription } from './rule';
