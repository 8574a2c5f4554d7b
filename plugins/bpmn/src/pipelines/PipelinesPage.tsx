import { useMemo, useState } from 'react';
import Button from '@material-ui/core/Button';
import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import SearchIcon from '@material-ui/icons/Search';
import { Content, EmptyState, LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { ProcessDefinition } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Shown } from '../parts/Shown';
import { modelerRouteRef } from '../routes';
import { OwnerSection } from './OwnerSection';
import { RunDialog } from './run/RunDialog';
import { ScriptWarnings } from '../parts/ScriptWarnings';
import { matching, OwnerPipelines, usePipelines } from './usePipelines';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(3),
  },
  search: { flex: '1 1 240px', maxWidth: 420 },
  gap: { flex: 1 },
}));

const NewPipeline = () => {
  const modelerLink = useRouteRef(modelerRouteRef);
  return modelerLink ? (
    <LinkButton to={modelerLink()} variant="contained" color="primary">
      New pipeline
    </LinkButton>
  ) : null;
};

const NoPipelines = () => (
  <EmptyState
    missing="content"
    title="No pipelines yet"
    description="Draw the first one, and deploy it for your team."
    action={<NewPipeline />}
  />
);

const Search = ({
  value,
  onChange,
}: {
  value: string;
  onChange: (text: string) => void;
}) => (
  <TextField
    className={useStyles().search}
    variant="outlined"
    size="small"
    type="search"
    placeholder="Search by name"
    inputProps={{ 'aria-label': 'Search pipelines by name' }}
    InputProps={{
      startAdornment: (
        <InputAdornment position="start">
          <SearchIcon fontSize="small" />
        </InputAdornment>
      ),
    }}
    value={value}
    onChange={event => onChange(event.target.value)}
  />
);

const Found = ({
  owners,
  onClear,
  onRun,
}: {
  owners: readonly OwnerPipelines[];
  onClear: () => void;
  onRun: (pipeline: ProcessDefinition) => void;
}) =>
  owners.length > 0 ? (
    <>
      {owners.map(owner => (
        <OwnerSection key={owner.ownerRef} owner={owner} onRun={onRun} />
      ))}
    </>
  ) : (
    <Typography>
      No pipeline has such a name. <Button onClick={onClear}>Show all</Button>
    </Typography>
  );

/** All pipelines, by owner. */
export const PipelinesPage = () => {
  const classes = useStyles();
  const [search, setSearch] = useState('');
  const [toRun, setToRun] = useState<ProcessDefinition>();
  const loaded = usePipelines();
  const owners = useMemo(
    () => matching(loaded.value?.owners ?? [], search),
    [loaded.value, search],
  );
  const isEmpty = loaded.value?.owners.length === 0;

  return (
    <Content>
      <ScriptWarnings />
      <div className={classes.bar}>
        <Typography variant="h4" component="h2">
          Pipelines
        </Typography>
        <Search value={search} onChange={setSearch} />
        <div className={classes.gap} />
        <NewPipeline />
      </div>
      <Shown loaded={loaded}>
        {({ isMore }) => (
          <>
            {isEmpty ? (
              <NoPipelines />
            ) : (
              <Found
                owners={owners}
                onClear={() => setSearch('')}
                onRun={setToRun}
              />
            )}
            {isMore && (
              <Typography>
                There are more. Open them from the catalog.
              </Typography>
            )}
          </>
        )}
      </Shown>
      {toRun && (
        <RunDialog definition={toRun} onClose={() => setToRun(undefined)} />
      )}
    </Content>
  );
};
