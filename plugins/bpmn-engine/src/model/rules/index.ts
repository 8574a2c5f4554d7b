export type { Finding, StructureRule } from './rule';
export { findStructureProblems, structureRules } from './structureRules';
