import { useCallback } from 'react';
import Typography from '@material-ui/core/Typography';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { bpmnApiRef } from '../api';
import { Shown } from '../parts/Shown';
import { useLoaded } from '../parts/useLoaded';
import { pipelinesRouteRef } from '../routes';
import { ProcessList } from './ProcessList';

/** Processes that a card lists. */
const FEW = 10;
const EVERY = 60_000;

/** Processes that a team owns, on its page. */
export const TeamProcessesCard = () => {
  const { entity } = useEntity();
  const ownerRef = stringifyEntityRef(entity);
  const api = useApi(bpmnApiRef);
  const pipelinesLink = useRouteRef(pipelinesRouteRef);
  const loaded = useLoaded(
    useCallback(
      signal => api.listProcesses({ ownerRef, limit: FEW }, { signal }),
      [api, ownerRef],
    ),
    { every: EVERY },
  );
  const hasMore = Boolean(loaded.value?.nextCursor);
  return (
    <InfoCard
      title="Processes"
      noPadding={Boolean(loaded.value?.items.length)}
      deepLink={
        hasMore && pipelinesLink
          ? { title: 'All pipelines', link: pipelinesLink() }
          : undefined
      }
    >
      <Shown loaded={loaded}>
        {({ items }) =>
          items.length > 0 ? (
            <ProcessList processes={items} />
          ) : (
            <Typography variant="body2" color="textSecondary">
              This team owns no processes.
            </Typography>
          )
        }
      </Shown>
    </InfoCard>
  );
};
