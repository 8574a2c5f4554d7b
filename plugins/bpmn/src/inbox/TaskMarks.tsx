import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import type { UserTask } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { dueOf } from './dueOf';

const useStyles = makeStyles(theme => ({
  chip: { margin: 0 },
  alarming: {
    margin: 0,
    color: theme.palette.error.main,
    borderColor: theme.palette.error.main,
  },
}));

/** Priorities that are worth a word: most tasks have the one in the middle. */
const URGENT = 75;
const CAN_WAIT = 25;

/** What makes a task more urgent than others: that it is for nobody, when it is due, and its priority. */
export const TaskMarks = ({ task }: { readonly task: UserTask }) => {
  const classes = useStyles();
  const due = dueOf(task);
  const { priority, problem } = task;

  return (
    <>
      {problem && (
        <Chip
          size="small"
          variant="outlined"
          title={problem}
          label="For nobody yet"
          className={classes.alarming}
        />
      )}
      {due && (
        <Chip
          size="small"
          variant="outlined"
          title={due.exact}
          label={due.text}
          className={due.isOverdue ? classes.alarming : classes.chip}
        />
      )}
      {(priority >= URGENT || priority <= CAN_WAIT) && (
        <Chip
          size="small"
          variant="outlined"
          title={`Priority ${priority}`}
          label={priority >= URGENT ? 'Urgent' : 'Can wait'}
          className={classes.chip}
        />
      )}
    </>
  );
};
