/**
 * What modules of BPMN Pipelines test themselves with. For Jest.
 *
 * @packageDocumentation
 */
export {
  elementTemplateContract,
  type ElementTemplateContract,
} from './elementTemplateContract';
export type { JobDraft, JobHandlerContract } from './contractedJobHandler';
export { jobHandlerContract } from './jobHandlerContract';
export type { ScriptRunnerContract } from './contractedScriptRunner';
export { scriptRunnerContract } from './scriptRunnerContract';
export { testJob } from './testJob';
export { testJobContext, type TestJobContext } from './testJobContext';
