/**
 * The job types that need no module and no external worker.
 *
 * @public
 */
export const BUILT_IN_JOB_TYPES = [
  'script:python',
  'script:r',
  'mail:send',
  'http:request',
] as const;

/**
 * One of {@link BUILT_IN_JOB_TYPES}. Any other string is a job type for a module or an external worker.
 *
 * @public
 */
export type BuiltInJobType = (typeof BUILT_IN_JOB_TYPES)[number];
