import { useState } from 'react';
import Paper from '@material-ui/core/Paper';
import Tabs from '@material-ui/core/Tabs';
import { makeStyles } from '@material-ui/core/styles';
import { PageTab } from '../parts/PageTab';
import type { NameOf } from './history/changeInWords';
import { Timeline } from './history/Timeline';
import { RerunDrafts } from './scripts/rerunDrafts';
import { ScriptsPanel } from './scripts/ScriptsPanel';
import type { RunHistory } from './useHistory';
import type { Run } from './useRun';
import { VariablesTable } from './VariablesTable';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(3) },
  panel: { padding: theme.spacing(2) },
}));

const PARTS = [
  ['timeline', 'Timeline'],
  ['scripts', 'Scripts'],
  ['variables', 'Variables'],
] as const;

type Part = (typeof PARTS)[number][0];

interface ShownProps {
  readonly run: Run;
  readonly history: RunHistory;
  /** The script task that was chosen in the diagram. */
  readonly selected?: string;
  readonly nameOf: NameOf;
}

const Panel = ({
  part,
  run,
  history,
  selected,
  nameOf,
}: ShownProps & { readonly part: Part }) => {
  const { id, revision, rootKey } = run.instance;
  switch (part) {
    case 'timeline':
      return <Timeline history={history} nameOf={nameOf} rootKey={rootKey} />;
    case 'scripts':
      return (
        <ScriptsPanel
          instanceId={id}
          revision={revision}
          elementId={selected}
          nameOf={nameOf}
        />
      );
    case 'variables':
      return <VariablesTable run={run} nameOf={nameOf} />;
    default:
      return part satisfies never;
  }
};

/** What there is to see of a run besides its diagram. */
export const RunTabs = ({
  hasScripts,
  ...shown
}: ShownProps & { readonly hasScripts: boolean }) => {
  const classes = useStyles();
  const [part, setPart] = useState<Part>(hasScripts ? 'scripts' : 'timeline');
  const [drafts] = useState(() => new Map());
  return (
    <Paper className={classes.root}>
      <Tabs
        value={part}
        indicatorColor="primary"
        aria-label="Parts of the run"
        onChange={(_, next) => setPart(next)}
      >
        {PARTS.map(([one, label]) => (
          <PageTab
            key={one}
            value={one}
            label={label}
            id={`run-tab-${one}`}
            aria-controls="run-panel"
          />
        ))}
      </Tabs>
      <div
        role="tabpanel"
        id="run-panel"
        aria-labelledby={`run-tab-${part}`}
        className={classes.panel}
      >
        <RerunDrafts.Provider value={drafts}>
          <Panel part={part} {...shown} />
        </RerunDrafts.Provider>
      </div>
    </Paper>
  );
};
