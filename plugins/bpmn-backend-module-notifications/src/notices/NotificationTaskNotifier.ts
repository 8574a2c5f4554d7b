import type { NotificationService } from '@backstage/plugin-notifications-node';
import type {
  TaskNotice,
  TaskNotifier,
  TaskTelling,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { payloadOf } from './payloadOf';

/** Between the refs of those who are told together: no ref has one in it. */
const AND = ' ';

/**
 * Tells people of their tasks by notifications. All of one task are told together, for Backstage finds the members of groups itself, and whoever is
 * asked as a person and as a member of a group is told once.
 */
export class NotificationTaskNotifier implements TaskNotifier {
  readonly name = 'notifications';

  constructor(private readonly notifications: NotificationService) {}

  async findRecipients({
    assignee,
    candidates,
  }: TaskNotice): Promise<readonly string[]> {
    const asked = assignee === undefined ? candidates : [assignee];
    const refs = asked.filter(ref => !/\s/.test(ref));
    return refs.length === 0 ? [] : [refs.join(AND)];
  }

  /** Sent again it is the same notification, by its scope. */
  async notify({ notice, recipient }: TaskTelling): Promise<void> {
    await this.notifications.send({
      recipients: { type: 'entity', entityRef: recipient.split(AND) },
      payload: payloadOf(notice),
    });
  }
}
