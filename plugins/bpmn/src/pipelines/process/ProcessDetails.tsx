import { useState } from 'react';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ProcessDefinition } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { DiagramView } from '../../diagram/DiagramView';
import { useModel } from '../../diagram/useModel';
import { Shown } from '../../parts/Shown';
import { RunsCard } from './RunsCard';
import { SchedulesCard } from './SchedulesCard';
import { VersionsCard } from './VersionsCard';

const useStyles = makeStyles(theme => ({
  card: { marginBottom: theme.spacing(3) },
}));

/** All that there is to see of a process. */
export const ProcessDetails = ({ latest }: { latest: ProcessDefinition }) => {
  const classes = useStyles();
  const [chosen, setChosen] = useState(latest);
  const { processId } = latest;
  const model = useModel(chosen.id, processId);
  return (
    <Grid container spacing={3}>
      <Grid item xs={12}>
        {chosen.id !== latest.id && (
          <Typography gutterBottom role="status">
            This is version {chosen.version}. New runs are of version{' '}
            {latest.version}.
          </Typography>
        )}
        <Shown loaded={model}>{({ xml }) => <DiagramView xml={xml} />}</Shown>
      </Grid>
      <Grid item xs={12} md={7} lg={8}>
        <RunsCard processId={processId} />
      </Grid>
      <Grid item xs={12} md={5} lg={4}>
        <div className={classes.card}>
          <SchedulesCard processId={processId} model={model.value?.model} />
        </div>
        <VersionsCard
          processId={processId}
          chosen={chosen}
          onChoose={setChosen}
        />
      </Grid>
    </Grid>
  );
};
