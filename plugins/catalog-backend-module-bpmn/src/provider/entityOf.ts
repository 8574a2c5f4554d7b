import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_VIEW_URL,
  type Entity,
} from '@backstage/catalog-model';
import {
  PROCESS_ENTITY_TYPE,
  type ProcessDefinition,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** Where the catalog says that these entities come from. */
const LOCATION = 'bpmn:deployed-processes';

/** A deployed process as an entity of the catalog. */
export function entityOf(
  { processId, name, ownerRef, version }: ProcessDefinition,
  portalUrl: string,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: processId,
      title: name ?? processId,
      description: `Process, deployed in version ${version}`,
      annotations: {
        [ANNOTATION_LOCATION]: LOCATION,
        [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
        [ANNOTATION_VIEW_URL]: `${portalUrl}/pipelines/${encodeURIComponent(
          processId,
        )}`,
      },
    },
    spec: {
      type: PROCESS_ENTITY_TYPE,
      lifecycle: 'production',
      owner: ownerRef,
    },
  };
}
