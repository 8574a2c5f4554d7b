export { EvaluationExceeded } from './EvaluationExceeded';
export { EvaluationThreads } from './EvaluationThreads';
export { evaluationHere } from './perform';
export type { Evaluation, ModelRead } from './protocol';
