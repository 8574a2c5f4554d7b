import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { TaskNotice } from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/** Longest subject, in characters. */
const LONGEST = 200;

/** Writes what somebody is told of a task: what it is, what it is about, and where it is done. The link carries no secret. */
export function composeNotice(
  notice: TaskNotice,
  {
    left,
    portalUrl,
  }: {
    /** Documents that are too large to be attached. */
    readonly left: readonly FileReference[];
    readonly portalUrl: string;
  },
): { readonly subject: string; readonly text: string } {
  const { taskName, processName, businessKey, dueAt } = notice;
  const about = [processName, businessKey].filter(Boolean).join(', ');
  const link = `${portalUrl}/tasks/${encodeURIComponent(notice.taskId)}`;
  const lines = [
    notice.assignee === undefined
      ? 'A task waits for you or one of your colleagues.'
      : 'A task waits for you.',
    '',
    `Task: ${oneLine(taskName)}`,
    `Process: ${oneLine(processName)}`,
    ...(businessKey ? [`About: ${oneLine(businessKey)}`] : []),
    `Owner: ${notice.owner}`,
    ...(notice.startedBy ? [`Started by: ${notice.startedBy}`] : []),
    ...(dueAt === undefined ? [] : [`Due: ${timeOf(dueAt)}`]),
    '',
    'Open it, after signing in:',
    link,
    ...(left.length > 0
      ? [
          '',
          'Too large to be attached; find them with the task:',
          ...left.map(({ name, size }) => `- ${name} (${sizeOf(size)})`),
        ]
      : []),
    '',
    'Opening the link changes nothing.',
  ];
  return {
    subject: oneLine(`${taskName} – ${about}`).slice(0, LONGEST),
    text: lines.join('\n'),
  };
}

/** Names come from models and people: none of them begins another line, or another header. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function timeOf(epoch: number): string {
  return `${new Date(epoch).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function sizeOf(bytes: number): string {
  return `${(bytes / (1024 * 1024)).toFixed(1)} MiB`;
}
