import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { DeploymentResult } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import Alert from '@material-ui/lab/Alert';
import { processRouteRef } from '../../routes';

/** What a deployment has become, with the way to it. */
export const Deployed = ({ result }: { result: DeploymentResult }) => {
  const processPath = useRouteRef(processRouteRef);
  return (
    <Alert severity="success">
      {result.definitions.map(({ id, processId, name, version }) => (
        <div key={id}>
          {processPath ? (
            <Link to={processPath({ processId })}>{name ?? processId}</Link>
          ) : (
            name ?? processId
          )}{' '}
          is deployed as version {version}.
        </div>
      ))}
    </Alert>
  );
};
