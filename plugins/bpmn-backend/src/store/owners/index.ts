export { OwnerStore, type OwnerMove } from './OwnerStore';
