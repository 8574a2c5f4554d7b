export { RetentionStore } from './RetentionStore';
