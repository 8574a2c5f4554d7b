import { Progress } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Tabs from '@material-ui/core/Tabs';
import Typography from '@material-ui/core/Typography';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { PageTab } from '../parts/PageTab';
import { Refused } from '../parts/Refused';
import type { Pages } from '../parts/usePages';
import { DoneNotice } from './DoneNotice';
import { EmptyInbox } from './EmptyInbox';
import { InboxFilters } from './InboxFilters';
import { choiceOf, paramsOf, queryOf, type InboxChoice } from './inboxQuery';
import { TaskList } from './TaskList';
import { useClaims } from './useClaims';
import { useMe } from './useMe';
import { useTasks } from './useTasks';

const useStyles = makeStyles(theme => ({
  pages: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    gap: theme.spacing(2),
    margin: theme.spacing(2, 0),
  },
}));

/** Tasks of whoever is signed in, and of their teams. */
export const InboxPage = () => {
  const [params, setParams] = useSearchParams();
  const choice = choiceOf(params);
  const written = JSON.stringify(choice);
  const choose = useCallback(
    (changes: Partial<InboxChoice>) =>
      setParams(paramsOf({ ...JSON.parse(written), ...changes }), {
        replace: true,
      }),
    [setParams, written],
  );

  return (
    <>
      <DoneNotice />
      <Tabs
        value={choice.tab}
        onChange={(_, tab) => choose({ tab })}
        aria-label="Whose tasks"
        indicatorColor="primary"
      >
        <PageTab value="mine" label="My tasks" />
        <PageTab value="available" label="My teams' tasks" />
      </Tabs>
      <InboxFilters choice={choice} onChoose={choose} />
      {/* Another list begins on its first page. */}
      <FoundTasks key={written} choice={choice} />
    </>
  );
};

const FoundTasks = ({ choice }: { readonly choice: InboxChoice }) => {
  const me = useMe();
  const tasks = useTasks(queryOf(choice));
  const { value, error, reload } = tasks;
  const { busyId, failure, claim, unclaim } = useClaims(reload);

  return (
    <>
      <Refused error={failure ?? error} onRetry={reload} />
      {!value && !error && <Progress />}
      {value && value.items.length === 0 && (
        <EmptyInbox
          tab={choice.tab}
          isFiltered={choice.search !== '' || choice.processId !== ''}
        />
      )}
      {value && value.items.length > 0 && (
        <TaskList
          tasks={value.items}
          me={me}
          busyId={busyId}
          onClaim={claim}
          onUnclaim={unclaim}
        />
      )}
      <PageLinks {...tasks} />
    </>
  );
};

const PageLinks = ({ next, previous, pageNumber }: Pages<unknown>) => {
  const classes = useStyles();
  return next || previous ? (
    <nav className={classes.pages} aria-label="Pages">
      <Button disabled={!previous} onClick={previous}>
        Previous
      </Button>
      <Typography>Page {pageNumber}</Typography>
      <Button disabled={!next} onClick={next}>
        Next
      </Button>
    </nav>
  ) : null;
};
