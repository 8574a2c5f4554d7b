import type { StateChange } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { outboxRow } from '../store/outbox';
import type { InstanceWrite, OutboxRow } from '../store/instances';
import { peopleOf } from '../tasks/peopleOf';

/** What changes mean to people: of which tasks they are to be told, as rows of the outbox. */
export function noticesOf(
  changes: readonly StateChange[],
  { record, at, actor, task }: InstanceWrite,
): readonly OutboxRow[] {
  return changes.flatMap(change => {
    if (
      (change.type !== 'waitOpened' && change.type !== 'waitChanged') ||
      change.wait.kind !== 'userTask'
    ) {
      return [];
    }
    const { wait } = change;
    const { assignee } = peopleOf(wait, record.startedBy);
    const isNew =
      change.type === 'waitOpened' || isHandedOver(assignee, { actor, task });
    const { ownerRef } = record;
    const deed = { kind: 'announceTask', waitKey: wait.key, assignee } as const;
    return isNew ? [outboxRow({ deed, ownerRef }, at)] : [];
  });
}

/** Whether somebody has got it from somebody else: who takes a task knows of it, and of one that is given back people were told before. */
function isHandedOver(
  assignee: string | undefined,
  { actor, task }: Pick<InstanceWrite, 'actor' | 'task'>,
): boolean {
  return (
    task !== undefined &&
    assignee !== undefined &&
    assignee !== task.assignee &&
    assignee !== actor
  );
}
