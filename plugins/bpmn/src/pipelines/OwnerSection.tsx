import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { ProcessDefinition } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { PipelineRow } from './PipelineRow';
import type { OwnerPipelines } from './usePipelines';

/** Rows that are shown at first: each asks for its runs. */
const FEW = 20;

const useStyles = makeStyles(theme => ({
  section: { marginBottom: theme.spacing(4) },
  title: { marginBottom: theme.spacing(1) },
  table: { tableLayout: 'fixed', minWidth: 720 },
  name: { width: '32%' },
  state: { width: '24%' },
  trend: { width: 140 },
  run: { width: 110 },
}));

/** Pipelines of one owner. */
export const OwnerSection = ({
  owner: { ownerRef, isMine, pipelines },
  onRun,
}: {
  owner: OwnerPipelines;
  onRun: (pipeline: ProcessDefinition) => void;
}) => {
  const classes = useStyles();
  const [most, setMost] = useState(FEW);
  return (
    <section className={classes.section} aria-label={ownerRef}>
      <Typography variant="h6" component="h3" className={classes.title}>
        <EntityRefLink entityRef={ownerRef} defaultKind="group" />
        {isMine && ' · your team'}
      </Typography>
      <TableContainer component={Paper}>
        <Table size="small" className={classes.table}>
          <TableHead>
            <TableRow>
              <TableCell className={classes.name}>Pipeline</TableCell>
              <TableCell className={classes.state}>Last run</TableCell>
              <TableCell className={classes.trend}>Trend</TableCell>
              <TableCell>Next run</TableCell>
              <TableCell className={classes.run} align="right">
                Start
              </TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {pipelines.slice(0, most).map(pipeline => (
              <PipelineRow
                key={pipeline.processId}
                pipeline={pipeline}
                onRun={onRun}
              />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {pipelines.length > most && (
        <Button onClick={() => setMost(most + FEW)}>
          Show {Math.min(FEW, pipelines.length - most)} more of{' '}
          {pipelines.length}
        </Button>
      )}
    </section>
  );
};
