export { JobStore, type JobClaim, type LeasedJob } from './JobStore';
