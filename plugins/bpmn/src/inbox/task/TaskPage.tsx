import Button from '@material-ui/core/Button';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useRef } from 'react';
import { useParams } from 'react-router-dom';
import { Refused } from '../../parts/Refused';
import { Shown } from '../../parts/Shown';
import { DoneNotice } from '../DoneNotice';
import { useClaims } from '../useClaims';
import { useMe } from '../useMe';
import { isDecision } from './isDecision';
import { ReassignButton } from './ReassignButton';
import { RunFiles } from './RunFiles';
import { TaskHeader } from './TaskHeader';
import { TaskStanding } from './TaskStanding';
import { TaskValues } from './TaskValues';
import { TaskWork } from './TaskWork';
import { useTask, type TaskInRun } from './useTask';

const useStyles = makeStyles(theme => ({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: theme.spacing(3),
    alignItems: 'start',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  answer: { display: 'grid', gap: theme.spacing(2), outline: 'none' },
  people: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** One task, and beside it what is needed to do it. */
export const TaskPage = () => {
  const { taskId = '' } = useParams();
  // Nothing of one task is left when one comes to the next.
  return <OneTask key={taskId} taskId={taskId} />;
};

const OneTask = ({ taskId }: { readonly taskId: string }) => {
  const loaded = useTask(taskId);
  return (
    <>
      <DoneNotice />
      <Shown loaded={loaded}>
        {found => <LoadedTask {...found} onRefresh={loaded.reload} />}
      </Shown>
    </>
  );
};

const LoadedTask = ({
  task,
  run,
  onRefresh,
}: TaskInRun & { onRefresh(): Promise<void> }) => {
  const classes = useStyles();
  const isNarrow = useMediaQuery(
    (theme: Theme) => theme.breakpoints.down('sm'),
    { noSsr: true },
  );
  const answer = <Answer key="answer" task={task} onRefresh={onRefresh} />;
  const documents = <Documents key="documents" task={task} />;
  return (
    <>
      <TaskHeader task={task} run={run} />
      <div className={classes.columns}>
        {/* Where there is no room for both, one sees what there is to decide on before one decides; whoever has nothing to decide, why. */}
        {isNarrow && isDecision(task) && task.canComplete
          ? [documents, answer]
          : [answer, documents]}
      </div>
    </>
  );
};

/** What helps to do a task. */
const Documents = ({ task }: Pick<TaskInRun, 'task'>) => (
  <div>
    <RunFiles instanceId={task.instanceId} />
    {task.variables && (
      <TaskValues
        values={task.variables}
        isFolded={task.formSchema !== undefined}
      />
    )}
  </div>
);

/** How the task stands, what is to be filled in, and who else can do it. */
const Answer = ({
  task,
  onRefresh,
}: Pick<TaskInRun, 'task'> & { onRefresh(): Promise<void> }) => {
  const classes = useStyles();
  const region = useRef<HTMLDivElement>(null);
  const me = useMe();
  const { busyId, failure, claim, unclaim } = useClaims(onRefresh);
  const { id: taskId, assignee, canAssign } = task;
  const isMine = me !== undefined && assignee === me;
  const isBusy = busyId !== undefined;
  const claimAndStay = async () => {
    await claim(task);
    // The button is gone, and the focus would be with it.
    region.current?.focus();
  };

  return (
    <div
      className={classes.answer}
      ref={region}
      role="group"
      aria-label="What to do"
      tabIndex={-1}
    >
      <Refused error={failure} />
      <TaskStanding task={task} isBusy={isBusy} onClaim={claimAndStay} />
      <TaskWork task={task} onRefresh={onRefresh} />
      <div className={classes.people}>
        {isMine && task.state === 'open' && (
          <Button
            size="small"
            variant="outlined"
            disabled={isBusy}
            onClick={() => unclaim(task)}
          >
            Give back
          </Button>
        )}
        {canAssign && <ReassignButton taskId={taskId} onAssigned={onRefresh} />}
      </div>
    </div>
  );
};
