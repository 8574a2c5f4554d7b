export { readAnswers } from './readAnswers';
export {
  isRelationName,
  NO_ANSWERS,
  type RelationAnswer,
  type RelationAnswers,
} from './RelationAnswers';
export {
  RelationStore,
  type LookUp,
  type RelationChange,
} from './RelationStore';
