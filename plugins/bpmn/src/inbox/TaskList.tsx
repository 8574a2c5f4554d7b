import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { UserTask } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { KeyboardEvent } from 'react';
import { TaskRow } from './TaskRow';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
});

/** Tasks, one below the other. The arrow keys go from one to the next. */
export const TaskList = ({
  tasks,
  me,
  busyId,
  onClaim,
  onUnclaim,
}: {
  readonly tasks: readonly UserTask[];
  readonly me?: string;
  /** The task that something is being done to. */
  readonly busyId?: string;
  onClaim(task: UserTask): void;
  onUnclaim(task: UserTask): void;
}) => (
  <Paper variant="outlined">
    {/* The links in it are what one acts on: this hears of their keys. */}
    {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
    <ul
      className={useStyles().list}
      aria-label="Tasks"
      onKeyDown={moveByArrows}
    >
      {tasks.map(task => (
        <TaskRow
          key={task.id}
          task={task}
          isMine={me !== undefined && task.assignee === me}
          isBusy={task.id === busyId}
          onClaim={() => onClaim(task)}
          onUnclaim={() => onUnclaim(task)}
        />
      ))}
    </ul>
  </Paper>
);

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function moveByArrows(event: KeyboardEvent<HTMLUListElement>): void {
  const by = STEPS[event.key];
  if (by === undefined) {
    return;
  }
  const links = Array.from(
    event.currentTarget.querySelectorAll<HTMLElement>('[data-task-link]'),
  );
  const row = (event.target as HTMLElement).closest('li');
  const at = links.findIndex(link => row?.contains(link));
  const target = links[at + by];
  if (target) {
    event.preventDefault();
    target.focus();
  }
}
