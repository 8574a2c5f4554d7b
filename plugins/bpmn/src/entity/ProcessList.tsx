import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { inWords } from '../parts/Refused';
import { RunState } from '../parts/RunState';
import { useInView } from '../parts/useInView';
import { useProcess } from '../parts/useProcess';
import { Trend } from '../pipelines/Trend';
import { usePipeline } from '../pipelines/usePipeline';
import { processRouteRef, runRouteRef } from '../routes';

/** A process that is listed. */
export interface ListedProcess {
  readonly processId: string;
  /** Absent: it is looked up. */
  readonly name?: string;
}

/** What people know a process by; its id until that is known, or if it is not there. */
const ProcessName = ({ processId }: { processId: string }) => {
  const { value } = useProcess(processId);
  return <>{value?.name ?? processId}</>;
};

const Row = ({ process: { processId, name } }: { process: ListedProcess }) => {
  const processLink = useRouteRef(processRouteRef);
  const runLink = useRouteRef(runRouteRef);
  const [row, isInView] = useInView<HTMLTableRowElement>();
  const { value, error } = usePipeline(processId, isInView);
  const last = value?.runs[0];
  return (
    <TableRow ref={row}>
      <TableCell component="th" scope="row">
        <Link to={processLink?.({ processId }) ?? ''}>
          {name ?? <ProcessName processId={processId} />}
        </Link>
      </TableCell>
      <TableCell>
        {error && inWords(error)}
        {value && !last && 'Never run'}
        {last && (
          <Link to={runLink?.({ instanceId: last.id }) ?? ''}>
            <RunState run={last} />
          </Link>
        )}
      </TableCell>
      <TableCell>{value && <Trend runs={value.runs} />}</TableCell>
    </TableRow>
  );
};

/** Processes, and how they do. */
export const ProcessList = ({
  processes,
}: {
  processes: readonly ListedProcess[];
}) => (
  <Table size="small" aria-label="Processes">
    <TableHead>
      <TableRow>
        <TableCell>Process</TableCell>
        <TableCell>Last run</TableCell>
        <TableCell>Trend</TableCell>
      </TableRow>
    </TableHead>
    <TableBody>
      {processes.map(process => (
        <Row key={process.processId} process={process} />
      ))}
    </TableBody>
  </Table>
);
