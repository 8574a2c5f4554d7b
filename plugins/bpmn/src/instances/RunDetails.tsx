import { useCallback, useMemo, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { DiagramView } from '../diagram/DiagramView';
import { useModel } from '../diagram/useModel';
import { editableVariables } from '../incidents/changedVariables';
import { IncidentPanel } from '../incidents/IncidentPanel';
import { Shown } from '../parts/Shown';
import type { NameOf } from './history/changeInWords';
import { marksOf } from './marksOf';
import { RunTabs } from './RunTabs';
import type { RunHistory } from './useHistory';
import type { Run } from './useRun';

/** Incidents of which one can read all at once. */
const FEW = 5;

/** Which incidents are shown: those of the chosen element, if it has some. */
function shownIncidents({ incidents }: Run, selected: string | undefined) {
  const there = incidents.items.filter(
    ({ elementId }) => elementId === selected,
  );
  return there.length > 0 ? there : incidents.items;
}

const Incidents = ({
  run,
  selected,
  nameOf,
  reload,
}: {
  run: Run;
  selected?: string;
  nameOf: NameOf;
  reload: () => void;
}) => {
  const incidents = shownIncidents(run, selected);
  const { rootKey } = run.instance;
  return (
    <>
      {incidents.slice(0, FEW).map(incident => (
        <IncidentPanel
          key={incident.id}
          incident={incident}
          elementName={nameOf(incident.elementId)}
          variables={editableVariables(run.variables.items, rootKey)}
          onResolved={reload}
        />
      ))}
      {incidents.length > FEW && (
        <Typography gutterBottom>
          {incidents.length - FEW} more incidents: choose an element in the
          diagram to see its own.
        </Typography>
      )}
    </>
  );
};

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
  const elements = model.value?.model.elements;
  const nameOf = useCallback(
    (id: string) => elements?.get(id)?.name ?? id,
    [elements],
  );
  const isScript = (id: string) => elements?.get(id)?.type === 'scriptTask';

  return (
    <Shown loaded={model}>
      {({ xml }) => (
        <>
          <Incidents
            run={run}
            selected={selected}
            nameOf={nameOf}
            reload={reload}
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
            hasScripts={[...(elements?.keys() ?? [])].some(isScript)}
            nameOf={nameOf}
          />
        </>
      )}
    </Shown>
  );
};
