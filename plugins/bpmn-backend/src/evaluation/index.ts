export { DeadlineExceeded, EvaluationThreads } from './EvaluationThreads';
export { evaluationHere } from './perform';
export type { Evaluation, ModelRead } from './protocol';
