import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  TASKS_CHANNEL,
  type TaskSignal,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  TaskChange,
  TaskWatcher,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/** Most tasks that one signal names: whoever has more before them looks at all anew in any case. */
const MOST = 50;

/**
 * Tells those who look at tasks that some have changed. A signal to a group reaches those of its members who are signed in: as whoever signs in
 * claims to be a member, so they find the tasks of the group in their inbox.
 */
export class SignalTaskWatcher implements TaskWatcher {
  constructor(private readonly signals: SignalsService) {}

  async tasksChanged(changes: readonly TaskChange[]): Promise<void> {
    for (const [concerns, taskIds] of byConcerns(changes)) {
      const named = taskIds.length > MOST ? [] : [...taskIds];
      await this.signals.publish({
        recipients: { type: 'user', entityRef: JSON.parse(concerns) },
        channel: TASKS_CHANNEL,
        message: { taskIds: named } satisfies TaskSignal,
      });
    }
  }
}

/** Tasks by whom they concern: they are told together. What concerns nobody is told to nobody. */
function byConcerns(
  changes: readonly TaskChange[],
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { taskId, concerns } of changes) {
    if (concerns.length > 0) {
      const key = JSON.stringify([...concerns].sort());
      const group = groups.get(key) ?? [];
      group.push(taskId);
      groups.set(key, group);
    }
  }
  return groups;
}
