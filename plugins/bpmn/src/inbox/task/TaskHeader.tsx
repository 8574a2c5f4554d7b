import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { inboxRouteRef, processRouteRef, runRouteRef } from '../../routes';
import { ago, exactly } from '../dueOf';
import { PersonName } from '../PersonName';
import { TaskMarks } from '../TaskMarks';
import type { TaskInRun } from './useTask';

const useStyles = makeStyles(theme => ({
  marks: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  title: {
    overflowWrap: 'anywhere',
    margin: theme.spacing(1, 0),
  },
  header: {
    marginBottom: theme.spacing(2),
    '& p a': { textDecoration: 'underline' },
  },
}));

/** What a task is called, what it is part of, and how urgent it is. */
export const TaskHeader = ({ task, run }: TaskInRun) => {
  const classes = useStyles();
  const inboxPath = useRouteRef(inboxRouteRef);
  const processPath = useRouteRef(processRouteRef);
  const runPath = useRouteRef(runRouteRef);
  const { processId, processName, instanceId, businessKey } = task;
  const { assignee, createdAt } = task;

  return (
    <header className={classes.header}>
      <Link to={inboxPath?.() ?? '..'}>All tasks</Link>
      <Typography variant="h4" component="h1" className={classes.title}>
        {task.name}
      </Typography>
      <Typography gutterBottom>
        {linked(processPath?.({ processId }), processName ?? processId)}
        {' · '}
        {linked(runPath?.({ instanceId }), businessKey ?? 'this run')}
        {run && (
          <>
            {' · started by '}
            <PersonName entityRef={run.startedBy} />{' '}
            <span title={exactly(run.startedAt)}>{ago(run.startedAt)}</span>
          </>
        )}
      </Typography>
      <div className={classes.marks}>
        <TaskMarks task={task} />
        <Typography variant="body2" title={exactly(createdAt)}>
          Came {ago(createdAt)}
          {assignee && (
            <>
              {' · for '}
              <PersonName entityRef={assignee} />
            </>
          )}
        </Typography>
      </div>
    </header>
  );
};

/** A link, where the page that it leads to is there. */
function linked(path: string | undefined, text: string) {
  return path ? <Link to={path}>{text}</Link> : text;
}
