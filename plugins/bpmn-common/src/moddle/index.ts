export {
  PIPELINE_NAMESPACE,
  pipelineModdleDescriptor,
  type ModdleDescriptor,
} from './pipelineModdle';
