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

/** The diagram of a version that new runs are not of. */
const OtherDiagram = ({
  definition: { id, processId },
}: {
  definition: ProcessDefinition;
}) => (
  <Shown loaded={useModel(id, processId)}>
    {({ xml }) => <DiagramView xml={xml} />}
  </Shown>
);

/** All that there is to see of a process. */
export const ProcessDetails = ({ latest }: { latest: ProcessDefinition }) => {
  const classes = useStyles();
  const [chosen, setChosen] = useState(latest);
  const { processId } = latest;
  // What is scheduled is the latest version, whichever one is looked at.
  const model = useModel(latest.id, processId);
  const isLatest = chosen.id === latest.id;
  return (
    <Grid container spacing={3}>
      <Grid item xs={12}>
        {isLatest ? (
          <Shown loaded={model}>{({ xml }) => <DiagramView xml={xml} />}</Shown>
        ) : (
          <>
            <Typography gutterBottom role="status">
              This is version {chosen.version}. New runs are of version{' '}
              {latest.version}.
            </Typography>
            <OtherDiagram definition={chosen} />
          </>
        )}
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
