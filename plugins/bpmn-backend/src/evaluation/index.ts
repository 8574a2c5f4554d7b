export { EvaluationExceeded } from './EvaluationExceeded';
export { EvaluationThreads } from './EvaluationThreads';
export { fromParts, type Parts } from './parts';
export { evaluationHere } from './perform';
export type { Evaluation, ModelRead } from './protocol';
