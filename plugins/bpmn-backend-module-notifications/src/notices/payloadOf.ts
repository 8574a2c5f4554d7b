import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { TaskNotice } from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/** By it people switch notifications of tasks off and on in their settings. */
const TOPIC = 'Tasks';

/** Longest title and description, in characters. */
const LONGEST = 200;

/** What somebody is told of a task: what it is, what it is about, and where it is done. */
export function payloadOf(
  notice: TaskNotice,
): NotificationSendOptions['payload'] {
  const { taskId, taskName, processName, businessKey } = notice;
  const about = [processName, businessKey].filter(Boolean).join(', ');
  return {
    title: oneLine(taskName),
    description: oneLine(
      [
        about,
        notice.startedBy && `started by ${notice.startedBy}`,
        notice.dueAt !== undefined && `due ${timeOf(notice.dueAt)}`,
      ]
        .filter(Boolean)
        .join(' · '),
    ),
    link: `/tasks/${encodeURIComponent(taskId)}`,
    topic: TOPIC,
    scope: `bpmn:task:${taskId}`,
  };
}

/** Names come from models and people. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
}

function timeOf(epoch: number): string {
  return `${new Date(epoch).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
