import {
  processStartPermission,
  type ConditionsEvaluated,
  type EvaluateConditionsRequest,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { groupRef } from './groupRef';
import { operation } from './operation';
import { listOf, objectOf, optional, ref, text, variables } from './schema';

/** Parts of the document about conditional start events. */
export const conditionSchemas = {
  EvaluateConditionsRequest: objectOf<EvaluateConditionsRequest>({
    ownerRef: groupRef,
    processId: optional(text(63, 1)),
    variables: optional(variables),
  }),
  ConditionsEvaluated: objectOf<ConditionsEvaluated>({
    items: listOf(ref('ProcessInstance')),
  }),
};

/** What begins processes because something is true. */
export const conditionOperations = {
  evaluateConditions: operation<{
    body: EvaluateConditionsRequest;
    answer: ConditionsEvaluated;
  }>({
    method: 'post',
    path: '/conditions',
    tag: 'Process instances',
    summary: 'Starts an instance by each condition that holds',
    description:
      'Looks at the conditional start events of the latest versions of the processes of an owner, or of one of them. A condition that cannot be evaluated does not hold. The permission is needed on all processes that have such a start event. With an `Idempotency-Key` the second call gives the first instances.',
    permission: processStartPermission.name,
    isIdempotent: true,
    body: ref('EvaluateConditionsRequest'),
    status: 200,
    answer: ref('ConditionsEvaluated'),
    refusals: [404, 413, 422],
  }),
};
