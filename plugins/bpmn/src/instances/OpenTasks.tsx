import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type {
  ProcessInstance,
  UserTask,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Actor } from '../parts/Actor';
import { taskRouteRef } from '../routes';
import { useTasksOfRun } from './useTasksOfRun';

/** More than that say no more. */
const OPEN = { state: 'open', limit: 5 } as const;

/** Whoever takes a task does not move its run, in milliseconds. */
const EVERY = 20_000;

const useStyles = makeStyles(theme => ({
  root: {
    marginBottom: theme.spacing(2),
    '& a': { textDecoration: 'underline' },
  },
}));

const OpenTask = ({ task }: { task: UserTask }) => {
  const taskPath = useRouteRef(taskRouteRef);
  const { id: taskId, name, assignee, candidateUsers, candidateGroups } = task;
  const people = assignee
    ? [assignee]
    : [...candidateUsers, ...candidateGroups];
  return (
    <div>
      Waits for{' '}
      {people.map((ref, index) => (
        <span key={ref}>
          {index > 0 && ', '}
          <Actor of={ref} />
        </span>
      ))}
      {people.length > 0 ? ': ' : 'somebody: '}
      <Link to={taskPath?.({ taskId }) ?? `/tasks/${taskId}`}>{name}</Link>
    </div>
  );
};

/** Whom a run waits for, and for what. Nothing if it does not, or if one may not see it. */
export const OpenTasks = ({ instance }: { instance: ProcessInstance }) => {
  const classes = useStyles();
  const { items } = useTasksOfRun(instance, OPEN, { every: EVERY });
  return items.length > 0 ? (
    <Alert severity="info" className={classes.root}>
      {items.map(task => (
        <OpenTask key={task.id} task={task} />
      ))}
    </Alert>
  ) : null;
};
