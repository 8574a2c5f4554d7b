export {
  isProcessEntity,
  PROCESS_ENTITY_TYPE,
  PROCESSES_ANNOTATION,
} from './processEntity';
