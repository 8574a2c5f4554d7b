import type {
  UserTask,
  UserTaskDetails,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { ME } from './runs';

/** A task that nobody has taken. */
export const aTask = (more: Partial<UserTask> = {}): UserTask => ({
  id: 'task-1',
  state: 'open',
  instanceId: 'run-1',
  processId: 'click-propensity',
  processDefinitionId: 'version-1',
  ownerRef: 'group:default/analytics',
  elementId: 'approve',
  name: 'Approve model',
  candidateUsers: [],
  candidateGroups: ['group:default/analytics'],
  priority: 50,
  createdAt: '2026-01-01T00:00:00Z',
  ...more,
});

/** The same with what its page shows; it is mine. */
export const aTaskOfMine = (
  more: Partial<UserTaskDetails> = {},
): UserTaskDetails => ({
  ...aTask({ assignee: ME }),
  decisions: [],
  variables: {},
  shownHash: 'hash',
  canComplete: true,
  canAssign: true,
  ...more,
});
