export type { DueJob, JobChoice, JobClaim } from './JobClaim';
export { JobStore, type LeasedJob } from './JobStore';
