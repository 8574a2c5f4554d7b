export type { JobClaim } from './JobClaim';
export { JobStore, type LeasedJob } from './JobStore';
