import { useCallback } from 'react';
import Chip from '@material-ui/core/Chip';
import Radio from '@material-ui/core/Radio';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { InfoCard } from '@backstage/core-components';
import { useApi } from '@backstage/frontend-plugin-api';
import type { ProcessDefinition } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../../api';
import { Actor } from '../../parts/Actor';
import { Moment } from '../../parts/Moment';
import { Shown } from '../../parts/Shown';
import { useLoaded } from '../../parts/useLoaded';

const EVERY = 60_000;
/** Most versions that are listed. */
const MOST = 10;

function useVersions(processId: string) {
  const api = useApi(bpmnApiRef);
  return useLoaded(
    useCallback(
      signal => api.listVersions({ processId, limit: MOST }, { signal }),
      [api, processId],
    ),
    { every: EVERY },
  );
}

/** Who has deployed a version. */
const DeployedBy = ({ deploymentId }: { deploymentId: string }) => {
  const api = useApi(bpmnApiRef);
  const { value } = useLoaded(
    useCallback(
      signal => api.getDeployment({ deploymentId }, { signal }),
      [api, deploymentId],
    ),
  );
  return value ? <Actor of={value.deployedBy} /> : null;
};

const VersionRow = ({
  definition,
  isLatest,
  isChosen,
  onChoose,
}: {
  definition: ProcessDefinition;
  isLatest: boolean;
  isChosen: boolean;
  onChoose: (definition: ProcessDefinition) => void;
}) => {
  const { version, versionTag, deployedAt, deploymentId } = definition;
  return (
    <TableRow selected={isChosen}>
      <TableCell padding="checkbox">
        <Radio
          size="small"
          color="primary"
          name="version"
          checked={isChosen}
          inputProps={{ 'aria-label': `Show version ${version}` }}
          onChange={() => onChoose(definition)}
        />
      </TableCell>
      <TableCell style={{ whiteSpace: 'nowrap' }}>
        {version} {versionTag && `(${versionTag}) `}
        {isLatest && <Chip size="small" label="deployed" color="primary" />}
      </TableCell>
      <TableCell>
        <Moment at={deployedAt} />
        <Typography variant="caption" display="block" color="textSecondary">
          by <DeployedBy deploymentId={deploymentId} />
        </Typography>
      </TableCell>
    </TableRow>
  );
};

/** Versions of a process: new runs are of the latest, and each can be looked at. */
export const VersionsCard = ({
  processId,
  chosen,
  onChoose,
}: {
  processId: string;
  chosen: ProcessDefinition;
  onChoose: (definition: ProcessDefinition) => void;
}) => {
  const loaded = useVersions(processId);
  return (
    <InfoCard title="Versions" noPadding>
      <Shown loaded={loaded}>
        {({ items, nextCursor }) => (
          <>
            <Table size="small" aria-label="Versions">
              <TableHead>
                <TableRow>
                  <TableCell padding="checkbox" aria-label="Show" />
                  <TableCell>Version</TableCell>
                  <TableCell>Deployed</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {items.map((definition, index) => (
                  <VersionRow
                    key={definition.id}
                    definition={definition}
                    isLatest={index === 0}
                    isChosen={definition.id === chosen.id}
                    onChoose={onChoose}
                  />
                ))}
              </TableBody>
            </Table>
            {nextCursor && (
              <Typography variant="caption" color="textSecondary">
                The latest {MOST} are shown.
              </Typography>
            )}
          </>
        )}
      </Shown>
    </InfoCard>
  );
};
