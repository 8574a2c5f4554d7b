import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import type { ScriptAttemptDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { JsonTree } from '../../parts/JsonTree';

/** What a script was given, and what it gave. */
export const InputsOutputs = ({
  attempt: { inputs, outputs },
}: {
  attempt: ScriptAttemptDetails;
}) => (
  <Grid container spacing={3}>
    <Grid item xs={12} md={6}>
      <Typography variant="subtitle2">Inputs</Typography>
      <JsonTree value={inputs} />
    </Grid>
    <Grid item xs={12} md={6}>
      <Typography variant="subtitle2">Outputs</Typography>
      {outputs ? (
        <JsonTree value={outputs} />
      ) : (
        <Typography variant="body2" color="textSecondary">
          None yet.
        </Typography>
      )}
    </Grid>
  </Grid>
);
