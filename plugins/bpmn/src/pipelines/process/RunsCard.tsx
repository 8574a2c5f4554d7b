import { useCallback, useState } from 'react';
import Button from '@material-ui/core/Button';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { InfoCard } from '@backstage/core-components';
import { useApi } from '@backstage/frontend-plugin-api';
import type { ProcessInstance } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../../api';
import { OUTCOME_WORDS } from '../../parts/RunState';
import { Shown } from '../../parts/Shown';
import { usePages } from '../../parts/usePages';
import { RunFilter, RUN_FILTERS } from './runFilters';
import { RunsTable } from './RunsTable';

const EVERY = 5_000;
const PAGE = 20;

const useStyles = makeStyles(theme => ({
  empty: { padding: theme.spacing(2) },
  pages: {
    display: 'flex',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 2),
  },
  filter: { minWidth: 170 },
}));

function useRuns(processId: string, filter: RunFilter) {
  const api = useApi(bpmnApiRef);
  return usePages<ProcessInstance>(
    useCallback(
      (start, signal) => {
        const query = { ...RUN_FILTERS[filter], ...start, limit: PAGE };
        return api.listInstances({ processId, ...query }, { signal });
      },
      [api, processId, filter],
    ),
    { every: EVERY },
  );
}

const labelOf = (filter: RunFilter) =>
  filter === 'all' ? 'All runs' : OUTCOME_WORDS[filter];

const Filter = ({
  value,
  onChange,
}: {
  value: RunFilter;
  onChange: (filter: RunFilter) => void;
}) => (
  <TextField
    select
    size="small"
    variant="outlined"
    className={useStyles().filter}
    value={value}
    onChange={event => onChange(event.target.value as RunFilter)}
    SelectProps={{
      SelectDisplayProps: { 'aria-label': `Runs to show: ${labelOf(value)}` },
    }}
  >
    {(Object.keys(RUN_FILTERS) as RunFilter[]).map(filter => (
      <MenuItem key={filter} value={filter}>
        {labelOf(filter)}
      </MenuItem>
    ))}
  </TextField>
);

/** Runs of a process, the latest first. */
export const RunsCard = ({ processId }: { processId: string }) => {
  const classes = useStyles();
  const [filter, setFilter] = useState<RunFilter>('all');
  const { next, previous, ...loaded } = useRuns(processId, filter);
  return (
    <InfoCard
      title="Runs"
      noPadding
      action={<Filter value={filter} onChange={setFilter} />}
    >
      <Shown loaded={loaded}>
        {({ items }) => (
          <>
            {items.length > 0 ? (
              <RunsTable runs={items} />
            ) : (
              <Typography className={classes.empty} color="textSecondary">
                {filter === 'all' ? 'It was never run.' : 'There are none.'}
              </Typography>
            )}
            {(next || previous) && (
              <div className={classes.pages}>
                <Button disabled={!previous} onClick={previous}>
                  Newer
                </Button>
                <Button disabled={!next} onClick={next}>
                  Older
                </Button>
              </div>
            )}
          </>
        )}
      </Shown>
    </InfoCard>
  );
};
