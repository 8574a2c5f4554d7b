import {
  instanceOperatePermission,
  processDeployPermission,
  processStartPermission,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useMay } from './useMay';

/** Why one may not start runs of a process; undefined: one may. */
export const useStartRefusal = (processId: string | undefined) =>
  useMay(processStartPermission, processId)
    ? undefined
    : 'You may not start this pipeline. Ask whoever owns it.';

/** Why one may not change when a process runs; undefined: one may. */
export const useScheduleRefusal = (processId: string) =>
  useMay(processDeployPermission, processId)
    ? undefined
    : 'You may not change the schedules of this pipeline. Ask whoever owns it.';

/** Why one may not act on a run; undefined: one may. */
export const useOperateRefusal = (instanceId: string) =>
  useMay(instanceOperatePermission, instanceId)
    ? undefined
    : 'You may not change this run. Ask whoever owns the pipeline.';
