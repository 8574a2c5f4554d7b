import { useCallback } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { InfoCard } from '@backstage/core-components';
import { useApi } from '@backstage/frontend-plugin-api';
import { bpmnApiRef } from '../../api';
import type { ProcessModel } from '../../diagram/readModel';
import { Shown } from '../../parts/Shown';
import { useLoaded } from '../../parts/useLoaded';
import { ScheduleItem } from './ScheduleItem';

const EVERY = 10_000;

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
});

/** Timers that begin runs of a process. */
export const SchedulesCard = ({
  processId,
  model,
}: {
  processId: string;
  model?: ProcessModel;
}) => {
  const classes = useStyles();
  const api = useApi(bpmnApiRef);
  const loaded = useLoaded(
    useCallback(
      signal => api.listSchedules({ processId }, { signal }),
      [api, processId],
    ),
    { every: EVERY },
  );
  return (
    <InfoCard title="Schedules">
      <Shown loaded={loaded}>
        {({ items }) =>
          items.length === 0 ? (
            <Typography variant="body2" color="textSecondary">
              None. Give the process a start event with a timer, and it runs by
              itself.
            </Typography>
          ) : (
            <ul className={classes.list}>
              {items.map(schedule => (
                <ScheduleItem
                  key={schedule.id}
                  schedule={schedule}
                  timer={model?.timers.get(schedule.elementId)}
                  onDone={loaded.reload}
                />
              ))}
            </ul>
          )
        }
      </Shown>
    </InfoCard>
  );
};
