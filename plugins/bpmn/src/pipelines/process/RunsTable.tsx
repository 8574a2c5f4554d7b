import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { ProcessInstance } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Actor } from '../../parts/Actor';
import { Moment } from '../../parts/Moment';
import { spanInWords } from '../../parts/quantities';
import { RunState } from '../../parts/RunState';
import { runRouteRef } from '../../routes';

const useStyles = makeStyles({ narrow: { whiteSpace: 'nowrap' } });

const took = ({ startedAt, endedAt }: ProcessInstance): string =>
  endedAt ? spanInWords(Date.parse(endedAt) - Date.parse(startedAt)) : '–';

/** Runs, each with a link to its page. */
export const RunsTable = ({ runs }: { runs: readonly ProcessInstance[] }) => {
  const classes = useStyles();
  const runLink = useRouteRef(runRouteRef);
  return (
    <TableContainer>
      <Table size="small" aria-label="Runs">
        <TableHead>
          <TableRow>
            <TableCell>State</TableCell>
            <TableCell>Started</TableCell>
            <TableCell>By</TableCell>
            <TableCell className={classes.narrow}>Took</TableCell>
            <TableCell>Key</TableCell>
            <TableCell className={classes.narrow} align="right">
              Version
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {runs.map(run => (
            <TableRow key={run.id} hover>
              <TableCell>
                <RunState run={run} />
              </TableCell>
              <TableCell component="th" scope="row">
                <Link to={runLink?.({ instanceId: run.id }) ?? ''}>
                  <Moment at={run.startedAt} />
                </Link>
              </TableCell>
              <TableCell>
                <Actor of={run.startedBy} />
              </TableCell>
              <TableCell className={classes.narrow}>{took(run)}</TableCell>
              <TableCell>{run.businessKey ?? ''}</TableCell>
              <TableCell align="right">{run.version}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
};
