import { useParams } from 'react-router-dom';
import { Content } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Actor } from '../../parts/Actor';
import { PageTop } from '../../parts/PageTop';
import { Shown } from '../../parts/Shown';
import { pipelinesRouteRef } from '../../routes';
import { ScriptWarnings } from '../../parts/ScriptWarnings';
import { ProcessActions } from './ProcessActions';
import { ProcessDetails } from './ProcessDetails';
import { useProcess } from '../../parts/useProcess';

/** The page of a process. */
export const ProcessPage = () => {
  const { processId = '' } = useParams();
  const pipelinesLink = useRouteRef(pipelinesRouteRef);
  const loaded = useProcess(processId);
  return (
    <Content>
      <ScriptWarnings />
      <Shown loaded={loaded}>
        {definition => (
          <>
            <PageTop
              crumbs={[{ title: 'Pipelines', to: pipelinesLink?.() ?? '' }]}
              title={definition.name ?? definition.processId}
              facts={
                <>
                  <span>{definition.processId}</span>
                  <span>
                    owned by <Actor of={definition.ownerRef} />
                  </span>
                </>
              }
              actions={<ProcessActions definition={definition} />}
            />
            <ProcessDetails key={definition.id} latest={definition} />
          </>
        )}
      </Shown>
    </Content>
  );
};
