import {
  instanceOperatePermission,
  instanceReadPermission,
  type Incident,
  type IncidentKind,
  type IncidentQuery,
  type Page,
  type ProcessInstance,
  type ResolveIncidentRequest,
  type RetryIncidentsRequest,
  type RetryIncidentsResult,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { operation } from './operation';
import {
  anyText,
  elementId,
  id,
  integer,
  key,
  listOf,
  objectOf,
  oneOf,
  optional,
  pageOf,
  pageQuery,
  ref,
  text,
  time,
  variables,
} from './schema';

const KINDS: Readonly<Record<IncidentKind, true>> = {
  jobFailed: true,
  expressionFailed: true,
  noFlowChosen: true,
  mappingFailed: true,
  errorUncaught: true,
  calledElementMissing: true,
  deadlock: true,
  limitExceeded: true,
};
const kind = oneOf(Object.keys(KINDS));
const kinds = listOf(kind, { minItems: 1, maxItems: 8 });
const retries = integer(1, 1000);

const search = {
  instanceId: optional(id),
  processId: optional(text(63, 1)),
  ownerRef: optional(text(255, 1)),
  kind: optional(kinds),
  elementId: optional(elementId),
  businessKey: optional(text(255, 1)),
  raisedAfter: optional(time),
  raisedBefore: optional(time),
};

/** Parts of the document about incidents. */
export const incidentSchemas = {
  Incident: objectOf<Incident>({
    id,
    instanceId: id,
    processId: anyText,
    ownerRef: anyText,
    elementId: anyText,
    elementInstanceKey: integer(1),
    kind,
    message: anyText,
    raisedAt: time,
    jobType: optional(anyText),
    errorCode: optional(anyText),
  }),
  Incidents: pageOf(ref('Incident')),
  ResolveIncidentRequest: objectOf<ResolveIncidentRequest>({
    variables: optional(variables),
    scopeKey: optional(key),
    retries: optional(retries),
  }),
  RetryIncidentsRequest: objectOf<RetryIncidentsRequest>({
    ...search,
    retries: optional(retries),
    limit: optional(integer(1, 200)),
  }),
  RetryIncidentsResult: objectOf<RetryIncidentsResult>({
    retried: listOf(id),
    refused: listOf(
      objectOf<RetryIncidentsResult['refused'][number]>({
        id,
        code: anyText,
        detail: anyText,
      }),
    ),
    hasMore: { type: 'boolean' },
  }),
};

/** What names an incident. */
export interface IncidentParams {
  readonly incidentId: string;
}

const tag = 'Incidents';
const params = { incidentId: id };

/** What can be done about incidents. */
export const incidentOperations = {
  listIncidents: operation<{ query: IncidentQuery; answer: Page<Incident> }>({
    method: 'get',
    path: '/incidents',
    tag,
    summary: 'Open incidents, the youngest first',
    permission: instanceReadPermission.name,
    query: { ...pageQuery, ...search },
    status: 200,
    answer: ref('Incidents'),
  }),
  getIncident: operation<{ params: IncidentParams; answer: Incident }>({
    method: 'get',
    path: '/incidents/{incidentId}',
    tag,
    summary: 'An open incident',
    permission: instanceReadPermission.name,
    params,
    status: 200,
    answer: ref('Incident'),
    refusals: [404],
  }),
  resolveIncident: operation<{
    params: IncidentParams;
    body: ResolveIncidentRequest;
    answer: ProcessInstance;
  }>({
    method: 'post',
    path: '/incidents/{incidentId}/resolve',
    tag,
    summary:
      'Sets variables, if there are some, and lets the element instance try again: both or neither',
    permission: instanceOperatePermission.name,
    params,
    body: ref('ResolveIncidentRequest'),
    status: 200,
    answer: ref('ProcessInstance'),
    refusals: [404, 409],
  }),
  retryIncidents: operation<{
    body: RetryIncidentsRequest;
    answer: RetryIncidentsResult;
  }>({
    method: 'post',
    path: '/incidents/retry',
    tag,
    summary: 'Retries all incidents that are found, each by itself',
    permission: instanceOperatePermission.name,
    body: ref('RetryIncidentsRequest'),
    status: 200,
    answer: ref('RetryIncidentsResult'),
  }),
};
