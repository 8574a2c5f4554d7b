import type { Job } from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/**
 * A job for tests, in which only what matters needs to be said.
 *
 * @public
 */
export function testJob(given: Partial<Job> & Pick<Job, 'type'>): Job {
  return {
    id: 'job-1',
    attemptId: 'attempt-1',
    idempotencyKey: 'key-1',
    instanceId: 'instance-1',
    processId: 'test-process',
    version: 1,
    elementId: 'Task_1',
    elementName: 'Test task',
    owner: 'group:default/test-team',
    headers: {},
    variables: {},
    retries: 3,
    deadline: Date.now() + 60_000,
    ...given,
  };
}
