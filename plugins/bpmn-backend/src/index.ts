/**
 * The back end of BPMN Pipelines: runs processes, and lets others steer them over REST.
 *
 * @packageDocumentation
 */
export {
  bpmnInstanceConditions,
  bpmnProcessConditions,
  createBpmnInstanceConditionalDecision,
  createBpmnProcessConditionalDecision,
} from './permissions/rules';
export { bpmnPlugin as default } from './plugin';
