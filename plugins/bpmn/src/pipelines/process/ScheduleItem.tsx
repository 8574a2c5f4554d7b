import { useCallback } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  BpmnApi,
  Schedule,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../../api';
import type { ModelTimer } from '../../diagram/readModel';
import { GuardedButton } from '../../parts/GuardedButton';
import { Moment } from '../../parts/Moment';
import { useScheduleRefusal, useStartRefusal } from '../../parts/refusals';
import { Refused } from '../../parts/Refused';
import { scheduleInWords, timesAfter } from './scheduleInWords';
import { useDeed } from '../../parts/useDeed';

const LATER_TIMES = 4;

const useStyles = makeStyles(theme => ({
  item: { '& + &': { marginTop: theme.spacing(3) } },
  times: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
  left: { textDecoration: 'line-through' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** When a schedule begins runs next. */
const Times = ({
  schedule: { dueAt, pausedAt, isOver, skipsNext },
  timer,
}: {
  schedule: Schedule;
  timer?: ModelTimer;
}) => {
  const classes = useStyles();
  if (isOver || !dueAt) {
    return (
      <Typography variant="body2" color="textSecondary">
        {pausedAt && !isOver ? (
          <>
            Paused since <Moment at={pausedAt} />. Nothing runs until it is
            resumed.
          </>
        ) : (
          'It is over: it begins no more runs.'
        )}
      </Typography>
    );
  }
  const later = timer ? timesAfter(timer, dueAt, LATER_TIMES) : [];
  return (
    <ol className={classes.times} aria-label="Next times">
      <li className={skipsNext ? classes.left : undefined}>
        <Moment at={dueAt} />
        {skipsNext && ' (left out)'}
      </li>
      {later.map(at => (
        <li key={at}>
          <Moment at={at} />
        </li>
      ))}
    </ol>
  );
};

/** What one does with a schedule, in words. */
const ACTS = {
  pauseSchedule: 'Pause',
  resumeSchedule: 'Resume',
  fireSchedule: 'Run now',
  skipSchedule: 'Leave out the next time',
  unskipSchedule: 'Do not leave it out',
} as const;

type Act = keyof typeof ACTS;

function actsFor({ pausedAt, isOver, skipsNext }: Schedule): readonly Act[] {
  if (isOver) {
    return [];
  }
  if (pausedAt) {
    return ['resumeSchedule', 'fireSchedule'];
  }
  return [
    'pauseSchedule',
    skipsNext ? 'unskipSchedule' : 'skipSchedule',
    'fireSchedule',
  ];
}

function doIt(api: BpmnApi, scheduleId: string, act: Act) {
  switch (act) {
    case 'skipSchedule':
    case 'unskipSchedule': {
      const body = { skipsNext: act === 'skipSchedule' };
      return api.skipSchedule({ scheduleId, body });
    }
    default:
      return api[act]({ scheduleId });
  }
}

/** A timer that begins runs, and what one can do with it. */
export const ScheduleItem = ({
  schedule,
  timer,
  onDone,
}: {
  schedule: Schedule;
  timer?: ModelTimer;
  onDone: () => void;
}) => {
  const classes = useStyles();
  const api = useApi(bpmnApiRef);
  const noStart = useStartRefusal(schedule.processId);
  const noChange = useScheduleRefusal(schedule.processId);
  const deed = useDeed(
    useCallback(
      async (act: Act) => {
        await doIt(api, schedule.id, act);
        onDone();
      },
      [api, schedule.id, onDone],
    ),
  );
  return (
    <li className={classes.item}>
      <Typography>
        {timer ? scheduleInWords(timer) : schedule.elementId}
      </Typography>
      <Times schedule={schedule} timer={timer} />
      <div className={classes.actions}>
        {actsFor(schedule).map(act => (
          <GuardedButton
            key={act}
            refusal={act === 'fireSchedule' ? noStart : noChange}
            size="small"
            variant="outlined"
            disabled={deed.isRunning}
            onClick={() => deed.run(act)}
          >
            {ACTS[act]}
          </GuardedButton>
        ))}
      </div>
      <Refused error={deed.error} />
    </li>
  );
};
