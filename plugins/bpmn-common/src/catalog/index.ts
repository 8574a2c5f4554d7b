export {
  MANAGER_ANNOTATION,
  readPeopleRelation,
  writePeopleRelation,
  type PeopleRelation,
} from './peopleRelation';
export {
  isProcessEntity,
  isProcessFromGit,
  PROCESS_ENTITY_TYPE,
  PROCESSES_CHANGED_TOPIC,
  PROCESSES_ANNOTATION,
} from './processEntity';
