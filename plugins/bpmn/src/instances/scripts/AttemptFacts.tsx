import type { ReactNode } from 'react';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type { ScriptAttempt } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Actor } from '../../parts/Actor';
import { Moment } from '../../parts/Moment';
import { costsOf, stateInWords } from './attemptInWords';

const useStyles = makeStyles(theme => ({
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 4),
    margin: theme.spacing(1, 0, 2),
  },
  name: { color: theme.palette.text.secondary },
  value: { margin: 0 },
  gap: { marginBottom: theme.spacing(2) },
}));

const Fact = ({ name, children }: { name: string; children: ReactNode }) => {
  const classes = useStyles();
  return (
    <div>
      <Typography component="dt" variant="caption" className={classes.name}>
        {name}
      </Typography>
      <Typography component="dd" variant="body2" className={classes.value}>
        {children}
      </Typography>
    </div>
  );
};

/** How far a script is that runs. */
const Done = ({ attempt: { progress } }: { attempt: ScriptAttempt }) => {
  const percent = Math.round((progress?.done ?? 0) * 100);
  return (
    <>
      <LinearProgress
        variant={progress ? 'determinate' : 'indeterminate'}
        value={percent}
        aria-label="Progress of the script"
      />
      {progress && (
        <Typography variant="caption">
          {percent} % {progress.text}
        </Typography>
      )}
    </>
  );
};

/** How a run of a script is, what it has taken, and why it has failed. */
export const AttemptFacts = ({ attempt }: { attempt: ScriptAttempt }) => {
  const classes = useStyles();
  const { state, message, line, metrics, environment, language } = attempt;
  const hasFailed = state === 'failed' || state === 'thrown';
  return (
    <>
      <dl className={classes.facts}>
        <Fact name="State">{stateInWords(attempt)}</Fact>
        <Fact name="Began">
          <Moment at={attempt.startedAt} />
        </Fact>
        <Fact name="By">
          <Actor of={attempt.startedBy} />
        </Fact>
        <Fact name="Environment">
          {environment} ({language})
        </Fact>
        {costsOf(attempt).map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
        {metrics.map(({ name, value }) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
      {state === 'running' && <Done attempt={attempt} />}
      {message && (
        <Alert
          className={classes.gap}
          severity={hasFailed ? 'error' : 'warning'}
        >
          <AlertTitle>
            {line === undefined
              ? 'Why it has ended'
              : `Line ${line} of the script`}
          </AlertTitle>
          {message}
        </Alert>
      )}
    </>
  );
};
