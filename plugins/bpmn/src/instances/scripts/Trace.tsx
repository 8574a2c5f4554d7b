import Typography from '@material-ui/core/Typography';
import type { ScriptPlace } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { JsonTree } from '../../parts/JsonTree';

/** The steps that led to where a script has failed, the innermost first. */
export const Trace = ({ trace }: { trace: readonly ScriptPlace[] }) => (
  <ol aria-label="Trace">
    {[...trace].reverse().map((place, index) => (
      <li key={index}>
        <Typography variant="body2">
          {place.file}, line {place.line}
          {place.function && ` in ${place.function}`}
        </Typography>
        {place.code && <code>{place.code}</code>}
        {place.values && Object.keys(place.values).length > 0 && (
          <JsonTree value={place.values} />
        )}
      </li>
    ))}
  </ol>
);
