import { useCallback } from 'react';
import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import type {
  ProcessInstance,
  UserTask,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../api';
import { Actor } from '../parts/Actor';
import { useLast } from '../parts/useLast';
import { useLoaded } from '../parts/useLoaded';
import { taskRouteRef } from '../routes';

/** More than that say no more. */
const FEW = 5;

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
export const OpenTasks = ({
  instance: { id: instanceId, revision },
}: {
  instance: ProcessInstance;
}) => {
  const classes = useStyles();
  const api = useApi(bpmnApiRef);
  const { value } = useLoaded(
    useCallback(
      async signal => ({
        revision,
        tasks: await api.listTasks({ instanceId, limit: FEW }, { signal }),
      }),
      [api, instanceId, revision],
    ),
    { every: EVERY },
  );
  const items = useLast(value, instanceId)?.tasks.items ?? [];
  return items.length > 0 ? (
    <Alert severity="info" className={classes.root}>
      {items.map(task => (
        <OpenTask key={task.id} task={task} />
      ))}
    </Alert>
  ) : null;
};
