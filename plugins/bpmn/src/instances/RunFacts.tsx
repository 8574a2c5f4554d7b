import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { ProcessInstance } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Actor } from '../parts/Actor';
import { Moment } from '../parts/Moment';
import { spanInWords } from '../parts/quantities';
import { RunState } from '../parts/RunState';
import { runRouteRef } from '../routes';

/** A run in short. */
export const RunFacts = ({ instance }: { instance: ProcessInstance }) => {
  const runLink = useRouteRef(runRouteRef);
  const { startedAt, endedAt, startedBy, callerInstanceId } = instance;
  return (
    <>
      <span role="status">
        <RunState run={instance} />
      </span>
      <span>
        started <Moment at={startedAt} /> by <Actor of={startedBy} />
      </span>
      {endedAt && (
        <span>
          took {spanInWords(Date.parse(endedAt) - Date.parse(startedAt))}
        </span>
      )}
      <span>version {instance.version}</span>
      {callerInstanceId && (
        <Link to={runLink?.({ instanceId: callerInstanceId }) ?? ''}>
          called by another run
        </Link>
      )}
    </>
  );
};
