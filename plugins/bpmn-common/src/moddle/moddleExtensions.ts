import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import {
  pipelineModdleDescriptor,
  type ModdleDescriptor,
} from './pipelineModdle';

/**
 * The vocabulary of Camunda 8 (`zeebe:`): jobs, mappings, assignment, forms. We execute it as documented there.
 *
 * @public
 */
export const zeebeModdleDescriptor: ModdleDescriptor = zeebe;

/**
 * Every extension of BPMN that our models use, by prefix: `new BpmnModdle(bpmnModdleExtensions)`.
 *
 * @public
 */
export const bpmnModdleExtensions: Readonly<Record<string, ModdleDescriptor>> =
  { zeebe: zeebeModdleDescriptor, pipeline: pipelineModdleDescriptor };
