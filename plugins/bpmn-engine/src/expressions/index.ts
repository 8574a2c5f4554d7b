export { camundaBuiltins, type CamundaBuiltin } from './builtins';
export { BudgetSpent } from './budgetSpent';
export {
  evaluateExpression,
  type Evaluation,
  type EvaluationContext,
} from './evaluateExpression';
export {
  compileExpression,
  type CompiledExpression,
  type Expression,
} from './expression';
export { ExpressionFailure } from './failure';
export {
  MAX_EXPRESSION_DEPTH,
  MAX_EXPRESSION_LENGTH,
  MAX_EXPRESSION_STEPS,
  MAX_EXPRESSION_TOKENS,
} from './limits';
