import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type {
  ProcessDefinition,
  ProcessInstance,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { GuardedButton } from '../parts/GuardedButton';
import { Moment } from '../parts/Moment';
import { useStartRefusal } from '../parts/refusals';
import { inWords } from '../parts/Refused';
import { RunState } from '../parts/RunState';
import { useInView } from '../parts/useInView';
import { processRouteRef, runRouteRef } from '../routes';
import { Trend } from './Trend';
import { usePipeline } from './usePipeline';

/** When a pipeline runs next. */
const Next = ({ next, isPaused }: { next?: string; isPaused: boolean }) => {
  if (next) {
    return <Moment at={next} />;
  }
  return <>{isPaused ? 'Paused' : '–'}</>;
};

const LastRun = ({ run }: { run?: ProcessInstance }) => {
  const runLink = useRouteRef(runRouteRef);
  return run ? (
    <>
      <Link to={runLink?.({ instanceId: run.id }) ?? ''}>
        <RunState run={run} />
      </Link>
      <Typography variant="caption" color="textSecondary">
        <Moment at={run.startedAt} />
      </Typography>
    </>
  ) : (
    <>Never run</>
  );
};

/** A pipeline of the list: how it does, and when it runs next. */
export const PipelineRow = ({
  pipeline,
  onRun,
}: {
  pipeline: ProcessDefinition;
  onRun: (pipeline: ProcessDefinition) => void;
}) => {
  const { processId, name } = pipeline;
  const processLink = useRouteRef(processRouteRef);
  const [row, isInView] = useInView<HTMLTableRowElement>();
  const { value, error } = usePipeline(processId, isInView);
  const refusal = useStartRefusal(isInView ? processId : undefined);
  const title = name ?? processId;

  return (
    <TableRow hover ref={row}>
      <TableCell component="th" scope="row">
        <Link to={processLink?.({ processId }) ?? ''}>{title}</Link>
        {name && (
          <Typography variant="caption" display="block" color="textSecondary">
            {processId}
          </Typography>
        )}
      </TableCell>
      <TableCell>
        {error && <Typography variant="caption">{inWords(error)}</Typography>}
        {value && <LastRun run={value.runs[0]} />}
      </TableCell>
      <TableCell>{value && <Trend runs={value.runs} />}</TableCell>
      <TableCell>{value && <Next {...value} />}</TableCell>
      <TableCell align="right">
        <GuardedButton
          refusal={refusal}
          size="small"
          variant="outlined"
          aria-label={`Run ${title}`}
          onClick={() => onRun(pipeline)}
        >
          Run
        </GuardedButton>
      </TableCell>
    </TableRow>
  );
};
