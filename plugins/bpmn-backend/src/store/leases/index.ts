export { LeaseStore } from './LeaseStore';
