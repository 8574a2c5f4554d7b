import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  ProcessInstance,
  UserTask,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Actor } from '../parts/Actor';
import { Moment } from '../parts/Moment';
import { taskRouteRef } from '../routes';
import { useTasksOfRun } from './useTasksOfRun';

/** Where there are more, the timeline has them. */
const ANSWERED = { state: 'completed', limit: 20 } as const;

const useStyles = makeStyles(theme => ({
  root: {
    listStyle: 'none',
    margin: theme.spacing(0, 0, 2),
    padding: 0,
    '& a': { textDecoration: 'underline' },
  },
}));

const AnsweredTask = ({ task }: { task: UserTask }) => {
  const taskPath = useRouteRef(taskRouteRef);
  const { id: taskId, name, outcome = 'done', completedBy, endedAt } = task;
  return (
    <Typography component="li" variant="body2">
      <Link to={taskPath?.({ taskId }) ?? `/tasks/${taskId}`}>{name}</Link>:{' '}
      <strong>{outcome}</strong>
      {completedBy && (
        <>
          {' by '}
          <Actor of={completedBy} />
        </>
      )}
      {endedAt && (
        <>
          {', '}
          <Moment at={endedAt} />
        </>
      )}
    </Typography>
  );
};

/** What people have answered in a run, the latest first: why is on the page of each task. Nothing if nobody has, or if one may not see it. */
export const AnsweredTasks = ({ instance }: { instance: ProcessInstance }) => {
  const classes = useStyles();
  const { items, nextCursor } = useTasksOfRun(instance, ANSWERED);
  const latestFirst = [...items].sort((a, b) =>
    (b.endedAt ?? '').localeCompare(a.endedAt ?? ''),
  );
  return items.length > 0 ? (
    <ul className={classes.root} aria-label="Answers">
      {latestFirst.map(task => (
        <AnsweredTask key={task.id} task={task} />
      ))}
      {nextCursor && (
        <Typography component="li" variant="body2" color="textSecondary">
          There are more in the timeline.
        </Typography>
      )}
    </ul>
  ) : null;
};
