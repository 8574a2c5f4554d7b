import { InfoCard } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ProcessList } from './ProcessList';
import { usedProcesses } from './usedProcesses';

/** Processes that an entity uses, as its annotation says. */
export const UsedProcessesCard = () => {
  const { entity } = useEntity();
  const processes = usedProcesses(entity).map(processId => ({ processId }));
  return (
    <InfoCard title="Processes" noPadding>
      <ProcessList processes={processes} />
    </InfoCard>
  );
};
