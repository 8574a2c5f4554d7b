import { useApi } from '@backstage/frontend-plugin-api';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import type { ProcessDefinition } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback, useEffect, useState } from 'react';
import { bpmnApiRef } from '../api';
import { useLoaded } from '../parts/useLoaded';
import type { InboxChoice } from './inboxQuery';

const useStyles = makeStyles(theme => ({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    margin: theme.spacing(2, 0),
    '& > *': { flex: '1 1 200px', maxWidth: 360 },
    '& label:not(.Mui-focused)': { color: theme.palette.text.primary },
    [theme.breakpoints.down('xs')]: {
      '& > *': { flexBasis: '100%', maxWidth: 'none' },
    },
  },
}));

/** How long somebody has to pause before what they have typed is looked for, in milliseconds. */
const PAUSE = 300;

/** Most processes to choose from. */
const MOST = 200;

interface Choosing {
  readonly choice: InboxChoice;
  onChoose(changes: Partial<InboxChoice>): void;
}

/** What narrows the list of tasks, and its order. */
export const InboxFilters = ({ choice, onChoose }: Choosing) => {
  const classes = useStyles();
  const [search, setSearch] = useTypedSearch(choice, onChoose);

  return (
    <div className={classes.filters} role="search">
      <TextField
        id="inbox-search"
        label="Search"
        type="search"
        variant="outlined"
        size="small"
        value={search}
        onChange={event => setSearch(event.target.value)}
      />
      <ProcessField choice={choice} onChoose={onChoose} />
      <SortField choice={choice} onChoose={onChoose} />
    </div>
  );
};

const ProcessField = ({ choice, onChoose }: Choosing) => {
  const processes = useProcesses(choice.processId);
  return (
    <TextField
      id="inbox-process"
      select
      label="Process"
      variant="outlined"
      size="small"
      value={choice.processId}
      InputLabelProps={{ shrink: true }}
      SelectProps={{ displayEmpty: true }}
      onChange={event => onChoose({ processId: event.target.value })}
    >
      <MenuItem value="">All processes</MenuItem>
      {processes.map(({ processId, name }) => (
        <MenuItem key={processId} value={processId}>
          {name || processId}
        </MenuItem>
      ))}
    </TextField>
  );
};

const SortField = ({ choice, onChoose }: Choosing) => (
  <TextField
    id="inbox-sort"
    select
    label="First comes"
    variant="outlined"
    size="small"
    value={choice.sort}
    onChange={event => onChoose({ sort: event.target.value as never })}
  >
    <MenuItem value="due">What is due soonest</MenuItem>
    <MenuItem value="priority">The most urgent</MenuItem>
    <MenuItem value="created">The latest</MenuItem>
  </TextField>
);

/** What is typed is shown at once, and looked for after a pause. */
function useTypedSearch(
  { search }: InboxChoice,
  onChoose: (changes: Partial<InboxChoice>) => void,
): readonly [string, (typed: string) => void] {
  const [typed, setTyped] = useState(search);
  useEffect(() => setTyped(search), [search]);
  useEffect(() => {
    if (typed === search) {
      return undefined;
    }
    const timer = setTimeout(() => onChoose({ search: typed }), PAUSE);
    return () => clearTimeout(timer);
  }, [typed, search, onChoose]);
  return [typed, setTyped];
}

/** Processes to choose from; the one that is chosen is always among them. */
function useProcesses(
  chosen: string,
): readonly Pick<ProcessDefinition, 'processId' | 'name'>[] {
  const api = useApi(bpmnApiRef);
  const { value } = useLoaded(
    useCallback(
      signal => api.listProcesses({ limit: MOST }, { signal }),
      [api],
    ),
  );
  const items = value?.items ?? [];
  const isThere = items.some(({ processId }) => processId === chosen);
  return chosen && !isThere ? [{ processId: chosen }, ...items] : items;
}
