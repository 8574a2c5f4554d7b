import { useRef } from 'react';
import Typography from '@material-ui/core/Typography';
import type {
  Incident,
  JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { IncidentPanel } from './IncidentPanel';

/** Incidents of which one can read all at once. */
const FEW = 5;

/** Those of the chosen element, if it has some. */
function ofElement(incidents: readonly Incident[], selected?: string) {
  const there = incidents.filter(({ elementId }) => elementId === selected);
  return there.length > 0 ? there : incidents;
}

/** What a run needs attention for, at the chosen element or everywhere. What was typed for one stays while others are looked at. */
export const Incidents = ({
  incidents,
  variables,
  selected,
  nameOf,
  onResolved,
}: {
  incidents: readonly Incident[];
  variables: JsonObject;
  selected?: string;
  nameOf: (elementId: string) => string;
  onResolved: () => void;
}) => {
  const wanted = ofElement(incidents, selected);
  const shown = new Set(wanted.slice(0, FEW).map(({ id }) => id));
  const seen = useRef(new Set<string>());
  shown.forEach(id => seen.current.add(id));
  return (
    <>
      {incidents
        .filter(({ id }) => seen.current.has(id))
        .map(incident => (
          <div key={incident.id} hidden={!shown.has(incident.id)}>
            <IncidentPanel
              incident={incident}
              elementName={nameOf(incident.elementId)}
              variables={variables}
              onResolved={onResolved}
            />
          </div>
        ))}
      {wanted.length > FEW && (
        <Typography gutterBottom>
          {wanted.length - FEW} more incidents: choose an element in the diagram
          to see its own.
        </Typography>
      )}
    </>
  );
};
