import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { UserTask } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { taskRouteRef } from '../routes';
import { ago } from './dueOf';
import { PersonName } from './PersonName';
import { TaskMarks } from './TaskMarks';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto auto',
    gap: theme.spacing(1, 2),
    alignItems: 'center',
    padding: theme.spacing(1.5, 2),
    borderBottom: `1px solid ${theme.palette.divider}`,
    '&:last-child': { borderBottom: 'none' },
    '&:hover, &:focus-within': { backgroundColor: theme.palette.action.hover },
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      '& $action': { justifySelf: 'start' },
    },
  },
  title: { fontWeight: 500, overflowWrap: 'anywhere' },
  about: { overflowWrap: 'anywhere' },
  marks: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  action: { minWidth: 104 },
}));

/** A task in a list. */
export const TaskRow = ({
  task,
  isMine,
  isBusy,
  onClaim,
  onUnclaim,
}: {
  readonly task: UserTask;
  /** Whether it is assigned to whoever looks, not to a group of theirs. */
  readonly isMine: boolean;
  readonly isBusy: boolean;
  onClaim(): void;
  onUnclaim(): void;
}) => {
  const classes = useStyles();
  const { name } = task;

  return (
    <li className={classes.row}>
      <Title task={task} isMine={isMine} />
      <div className={classes.marks}>
        <TaskMarks task={task} />
      </div>
      <Button
        className={classes.action}
        size="small"
        variant="outlined"
        disabled={isBusy}
        aria-label={`${isMine ? 'Give back' : 'Claim'} ${name}`}
        onClick={isMine ? onUnclaim : onClaim}
      >
        {isMine ? 'Give back' : 'Claim'}
      </Button>
    </li>
  );
};

const Title = ({
  task,
  isMine,
}: {
  readonly task: UserTask;
  readonly isMine: boolean;
}) => {
  const classes = useStyles();
  const taskPath = useRouteRef(taskRouteRef);
  const { id: taskId, name, processId, processName, businessKey } = task;
  const { assignee } = task;
  return (
    <div>
      <Link
        to={taskPath?.({ taskId }) ?? taskId}
        className={classes.title}
        data-task-link
      >
        {name}
      </Link>
      <Typography
        variant="body2"
        color="textSecondary"
        className={classes.about}
      >
        {processName ?? processId}
        {businessKey && ` · ${businessKey}`} · came {ago(task.createdAt)}
        {assignee && !isMine && (
          <>
            {' · for '}
            <PersonName entityRef={assignee} />
          </>
        )}
      </Typography>
    </div>
  );
};
