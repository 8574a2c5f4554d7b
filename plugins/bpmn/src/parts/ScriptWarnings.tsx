import { useCallback } from 'react';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  BpmnApiError,
  type ScriptRunnerStatus,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../api';
import { useLoaded } from './useLoaded';

const EVERY = 60_000;

const useStyles = makeStyles(theme => ({
  strip: { marginBottom: theme.spacing(2) },
}));

interface Runners {
  readonly runners: readonly ScriptRunnerStatus[];
  /** Why work waits longer than it should. */
  readonly behind?: string;
}

function useRunners() {
  const api = useApi(bpmnApiRef);
  return useLoaded<Runners>(
    useCallback(
      async signal => {
        try {
          const { scripts } = await api.getHealth({}, { signal });
          return { runners: scripts ?? [] };
        } catch (error) {
          if (
            error instanceof BpmnApiError &&
            error.problem.code === 'workersBehind'
          ) {
            const scripts = error.problem.parameters?.scripts as unknown;
            return {
              runners: (scripts as ScriptRunnerStatus[] | undefined) ?? [],
              behind: error.message,
            };
          }
          throw error;
        }
      },
      [api],
    ),
    { every: EVERY },
  );
}

/** Warns where scripts cannot run, or run without a sandbox. Says nothing while all is well. */
export const ScriptWarnings = () => {
  const classes = useStyles();
  const { value } = useRunners();
  if (!value) {
    return null; // Whatever the page itself asks for says what is wrong.
  }
  const { runners, behind } = value;
  return (
    <>
      {runners
        .filter(({ isReady }) => !isReady)
        .map(({ languages, notes }) => (
          <Alert
            key={languages.join()}
            severity="error"
            className={classes.strip}
          >
            <AlertTitle>
              Scripts in {languages.join(' and ')} cannot run
            </AlertTitle>
            {notes.join(' ')}
          </Alert>
        ))}
      {runners.some(({ isReady, isIsolated }) => isReady && !isIsolated) && (
        <Alert severity="warning" className={classes.strip}>
          <AlertTitle>Scripts run without a sandbox</AlertTitle>
          They can read and change whatever the portal can. This is for
          development only: set <code>bpmn.scripts.mode</code> to its default.
        </Alert>
      )}
      {behind && (
        <Alert severity="warning" className={classes.strip}>
          <AlertTitle>Work waits longer than it should</AlertTitle>
          {behind}
        </Alert>
      )}
    </>
  );
};
