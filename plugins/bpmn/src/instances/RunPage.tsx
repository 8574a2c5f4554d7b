import { useParams } from 'react-router-dom';
import { Content } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { ProcessInstance } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { PageTop } from '../parts/PageTop';
import { Refused } from '../parts/Refused';
import { Shown } from '../parts/Shown';
import { ScriptWarnings } from '../parts/ScriptWarnings';
import { useProcess } from '../parts/useProcess';
import { pipelinesRouteRef, processRouteRef } from '../routes';
import { AnsweredTasks } from './AnsweredTasks';
import { OpenTasks } from './OpenTasks';
import { RunActions } from './RunActions';
import { RunDetails } from './RunDetails';
import { RunFacts } from './RunFacts';
import { LiveRun, useLiveRun } from './useLiveRun';

const RunTop = ({
  instance,
  reload,
}: {
  instance: ProcessInstance;
  reload: () => void;
}) => {
  const { processId, businessKey, startedAt } = instance;
  const pipelinesLink = useRouteRef(pipelinesRouteRef);
  const processLink = useRouteRef(processRouteRef);
  const { value: process } = useProcess(processId);
  const name = process?.name ?? processId;
  const started = new Date(startedAt).toLocaleString();
  return (
    <PageTop
      crumbs={[
        { title: 'Pipelines', to: pipelinesLink?.() ?? '' },
        { title: name, to: processLink?.({ processId }) ?? '' },
      ]}
      title={businessKey ?? `Run of ${started}`}
      facts={<RunFacts instance={instance} />}
      actions={<RunActions instance={instance} onDone={reload} />}
    />
  );
};

const LivePage = ({ live: { run, history } }: { live: LiveRun }) => (
  <Shown loaded={run}>
    {value => (
      <>
        <RunTop instance={value.instance} reload={run.reload} />
        <Refused error={history.error} />
        <OpenTasks instance={value.instance} />
        <AnsweredTasks instance={value.instance} />
        <RunDetails run={value} history={history} reload={run.reload} />
      </>
    )}
  </Shown>
);

/** The page of a run. It moves while one looks at it. */
export const RunPage = () => {
  const { instanceId = '' } = useParams();
  const live = useLiveRun(instanceId);
  return (
    <Content>
      <ScriptWarnings />
      <LivePage live={live} />
    </Content>
  );
};
