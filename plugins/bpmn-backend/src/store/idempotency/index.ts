export { claimOf } from './claimOf';
export {
  claimKey,
  IdempotencyStore,
  type Claimed,
  type IdempotencyClaim,
} from './IdempotencyStore';
export { KeyReused } from './KeyReused';
export { requestHash } from './requestHash';
