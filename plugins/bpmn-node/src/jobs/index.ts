export {
  bpmnJobHandlersExtensionPoint,
  type BpmnJobHandlersExtensionPoint,
} from './extensionPoint';
export { handleJob } from './handleJob';
export type { Job } from './job';
export {
  complete,
  fail,
  failForGood,
  findAnswerProblem,
  throwError,
  type JobAnswer,
} from './jobAnswer';
export type { JobContext, JobHandler } from './jobHandler';
export { findJobHandler, findJobTypeProblem } from './jobType';
