import { useCallback, useMemo, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { DiagramView } from '../diagram/DiagramView';
import { useModel, type LoadedModel } from '../diagram/useModel';
import { editableVariables } from '../incidents/changedVariables';
import { Incidents } from '../incidents/Incidents';
import { Shown } from '../parts/Shown';
import { marksOf } from './marksOf';
import { RunTabs } from './RunTabs';
import type { RunHistory } from './useHistory';
import type { Run } from './useRun';

const Chosen = ({
  name,
  onClear,
}: {
  name: string;
  onClear: (nothing: undefined) => void;
}) => (
  <Typography variant="body2" component="div">
    Chosen: {name}{' '}
    <Button size="small" onClick={() => onClear(undefined)}>
      Show all
    </Button>
  </Typography>
);

/** What is known of the elements of a run. */
function useElements(loaded: LoadedModel | undefined) {
  const elements = loaded?.model.elements;
  const nameOf = useCallback(
    (id: string) => elements?.get(id)?.name ?? id,
    [elements],
  );
  const isScript = (id: string) => elements?.get(id)?.type === 'scriptTask';
  const hasScripts = [...(elements?.keys() ?? [])].some(isScript);
  return { nameOf, isScript, hasScripts };
}

/** A run: its diagram as it moves, what asks for attention, and what has happened. */
export const RunDetails = ({
  run,
  history,
  reload,
}: {
  run: Run;
  history: RunHistory;
  reload: () => void;
}) => {
  const { processDefinitionId, processId } = run.instance;
  const model = useModel(processDefinitionId, processId);
  const [selected, setSelected] = useState<string>();
  const { entries } = history;
  const marks = useMemo(() => marksOf(run, entries), [run, entries]);
  const { nameOf, isScript, hasScripts } = useElements(model.value);

  return (
    <Shown loaded={model}>
      {({ xml }) => (
        <>
          <Incidents
            incidents={run.incidents.items}
            variables={editableVariables(
              run.variables.items,
              run.instance.rootKey,
            )}
            selected={selected}
            nameOf={nameOf}
            onResolved={reload}
          />
          <DiagramView
            xml={xml}
            marks={marks}
            selected={selected}
            onSelect={setSelected}
          />
          {selected && <Chosen name={nameOf(selected)} onClear={setSelected} />}
          <RunTabs
            run={run}
            history={history}
            selected={selected && isScript(selected) ? selected : undefined}
            hasScripts={hasScripts}
            nameOf={nameOf}
          />
        </>
      )}
    </Shown>
  );
};
