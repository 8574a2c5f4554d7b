import {
  StatusAborted,
  StatusError,
  StatusOK,
  StatusPending,
  StatusRunning,
  StatusWarning,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { ProcessInstance } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** How a run is, as people see it: one that waits for somebody to help or to answer is not just running. */
export type RunOutcome =
  | 'running'
  | 'waiting'
  | 'incident'
  | 'suspended'
  | 'completed'
  | 'cancelled';

/** What one calls them. */
export const OUTCOME_WORDS: Readonly<Record<RunOutcome, string>> = {
  running: 'Running',
  waiting: 'Waiting for people',
  incident: 'Needs attention',
  suspended: 'Suspended',
  completed: 'Completed',
  cancelled: 'Cancelled',
};

/** How a run is. */
export function outcomeOf({
  state,
  incidentCount,
  hasOpenTasks,
}: Pick<
  ProcessInstance,
  'state' | 'incidentCount' | 'hasOpenTasks'
>): RunOutcome {
  switch (state) {
    case 'completed':
      return 'completed';
    case 'terminated':
      return 'cancelled';
    case 'suspended':
      return 'suspended';
    case 'active':
      if (incidentCount > 0) {
        return 'incident';
      }
      return hasOpenTasks ? 'waiting' : 'running';
    default:
      return state satisfies never;
  }
}

const useStyles = makeStyles({
  state: { display: 'flex', alignItems: 'center' },
});

const SIGNS = {
  running: StatusRunning,
  waiting: StatusPending,
  incident: StatusError,
  suspended: StatusWarning,
  completed: StatusOK,
  cancelled: StatusAborted,
};

/** How a run is, as a sign and a word. */
export const RunState = ({ run }: { run: ProcessInstance }) => {
  const classes = useStyles();
  const outcome = outcomeOf(run);
  const Sign = SIGNS[outcome];
  // What is within the sign is hidden from those who listen.
  return (
    <span className={classes.state}>
      <Sign />
      {OUTCOME_WORDS[outcome]}
    </span>
  );
};
