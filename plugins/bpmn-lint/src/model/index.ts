export { eventDefinitionsOf, isEventSubProcess } from './events';
export { constantText, readsVariable } from './feelText';
export { lintModelOf, type LintModel } from './lintModel';
export {
  describeElement,
  elementOf,
  elementsOf,
  extensionsOf,
  isOfType,
  nearestId,
  shortened,
  textOf,
  type ModdleElement,
} from './moddleElement';
export { scopeGraphsOf, type ScopeEdge, type ScopeGraph } from './scopeGraph';
