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
export {
  bpmnTaskConditions,
  createBpmnTaskConditionalDecision,
} from './permissions/taskRules';
export { bpmnPlugin as default } from './plugin';
