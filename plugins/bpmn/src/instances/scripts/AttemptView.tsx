import { useState } from 'react';
import Tabs from '@material-ui/core/Tabs';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ScriptAttemptDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { CodeView } from '../../code/CodeView';
import { PageTab } from '../../parts/PageTab';
import { Shown } from '../../parts/Shown';
import { Artifacts } from './Artifacts';
import { AttemptFacts } from './AttemptFacts';
import { markedLines } from './attemptInWords';
import { Comparison } from './Comparison';
import { InputsOutputs } from './InputsOutputs';
import { LogView } from './LogView';
import { RerunForm } from './RerunForm';
import { Trace } from './Trace';
import { useAttempt } from './useAttempts';
import { Rerun, useRerun } from './useRerun';

const useStyles = makeStyles(theme => ({
  panel: { padding: theme.spacing(2, 0) },
}));

type Part = 'log' | 'artifacts' | 'values' | 'code' | 'rerun' | 'compare';

function partsOf({
  artifacts,
  rerunOf,
  state,
}: ScriptAttemptDetails): readonly (readonly [Part, string])[] {
  return [
    ['log', 'Log'],
    ['artifacts', `Artifacts (${artifacts.length})`],
    ['values', 'Inputs and outputs'],
    ['code', 'Code'],
    ...(rerunOf ? ([['compare', 'Compare']] as const) : []),
    ...(state === 'running' ? [] : ([['rerun', 'Run again']] as const)),
  ];
}

const Code = ({ attempt }: { attempt: ScriptAttemptDetails }) => (
  <>
    <CodeView code={attempt.code} marked={markedLines(attempt)} />
    {attempt.trace && (
      <>
        <Typography variant="subtitle2">What led there</Typography>
        <Trace trace={attempt.trace} />
      </>
    )}
  </>
);

const Panel = ({
  part,
  attempt,
  rerun,
}: {
  part: Part;
  attempt: ScriptAttemptDetails;
  rerun: Rerun;
}) => {
  const { id, instanceId, artifacts, rerunOf = '' } = attempt;
  switch (part) {
    case 'log':
      return <LogView attemptId={id} />;
    case 'artifacts':
      return <Artifacts artifacts={artifacts} instanceId={instanceId} />;
    case 'values':
      return <InputsOutputs attempt={attempt} />;
    case 'code':
      return <Code attempt={attempt} />;
    case 'rerun':
      return <RerunForm rerun={rerun} />;
    case 'compare':
      return <Comparison attempt={attempt} originalId={rerunOf} />;
    default:
      return part satisfies never;
  }
};

const Parts = ({
  attempt,
  onChoose,
}: {
  attempt: ScriptAttemptDetails;
  onChoose: (attemptId: string) => void;
}) => {
  const classes = useStyles();
  const parts = partsOf(attempt);
  // What is typed stays while one looks at another part.
  const rerun = useRerun(attempt, onChoose);
  const [chosen, setChosen] = useState<Part>(() =>
    attempt.trace ? 'code' : 'log',
  );
  const part = parts.some(([one]) => one === chosen) ? chosen : 'log';
  return (
    <>
      <Tabs
        value={part}
        variant="scrollable"
        indicatorColor="primary"
        aria-label="Parts of the run of the script"
        onChange={(_, next) => setChosen(next)}
      >
        {parts.map(([one, label]) => (
          <PageTab
            key={one}
            value={one}
            label={label}
            id={`script-tab-${one}`}
            aria-controls="script-panel"
          />
        ))}
      </Tabs>
      <div
        role="tabpanel"
        id="script-panel"
        aria-labelledby={`script-tab-${part}`}
        className={classes.panel}
      >
        <Panel part={part} attempt={attempt} rerun={rerun} />
      </div>
    </>
  );
};

/** A run of a script, with all that is known of it. */
export const AttemptView = ({
  attemptId,
  onChoose,
}: {
  attemptId: string;
  onChoose: (attemptId: string) => void;
}) => {
  const loaded = useAttempt(attemptId);
  return (
    <Shown loaded={loaded}>
      {attempt => (
        <>
          <AttemptFacts attempt={attempt} />
          <Parts key={attempt.id} attempt={attempt} onChoose={onChoose} />
        </>
      )}
    </Shown>
  );
};
