export {
  bpmnModdleExtensions,
  zeebeModdleDescriptor,
} from './moddleExtensions';
export {
  PIPELINE_NAMESPACE,
  pipelineModdleDescriptor,
  type ModdleDescriptor,
} from './pipelineModdle';
