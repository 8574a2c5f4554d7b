import {
  instanceOperatePermission,
  instanceReadPermission,
  type Incident,
  type IncidentQuery,
  type JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { BulkRetry } from '../incidents/IncidentService';
import type { incidentOperations } from '../openapi/incidents';
import { instanceResourceRef } from '../permissions/resources';
import type { IncidentRow } from '../store/incidents';
import type { Call, Handlers } from './Call';
import { found } from './found';
import { toInstance } from './instanceDtos';
import { readPartId, partId } from './partId';
import { isoTime, optionalEpoch, toPage } from './page';
import type { RouteServices } from './RouteServices';

const MOST = 50;

/** Incidents. */
export const incidentRoutes: Handlers<typeof incidentOperations> = {
  async listIncidents(call, { access, incidents }) {
    const { cursor, limit = MOST, ...query } = call.query;
    const criteria = await access.criteria({
      ...asked(call),
      permission: instanceReadPermission,
    });
    const page = await incidents.list(
      { ...searchOf(query), criteria },
      { cursor, limit },
    );
    return toPage(page, toIncident);
  },

  async getIncident(call, services) {
    return toIncident(await allowed(call, services, instanceReadPermission));
  },

  async resolveIncident(call, services) {
    const { body, actor, note } = call;
    const incident = await allowed(call, services, instanceOperatePermission);
    note({ before: { ...toIncident(incident) } });
    const { reader } = services;
    const instance = found(await reader.find(incident.instanceId), {
      what: 'process instance',
      id: incident.instanceId,
    });
    const { scopeKey = instance.rootKey, variables = {} } = body;
    const names = Object.keys(variables);
    const show = () => reader.showVariables(instance, { scopeKey, names });
    note({ scopeKey, variablesBefore: await show() });
    await services.incidents.resolve(incident, body, actor);
    const after = toInstance((await reader.find(incident.instanceId))!);
    note({ variablesAfter: await show(), after: { ...after } });
    return after;
  },

  async retryIncidents(call, { access, incidents }) {
    const { retries, limit = MOST, ...query } = call.body;
    const criteria = await access.criteria({
      ...asked(call),
      permission: instanceOperatePermission,
    });
    const result = await incidents.retryAll(
      { ...searchOf(query), criteria },
      { retries, limit },
      call.actor,
    );
    const retried = result.retried.map(({ incident }) => idOf(incident));
    call.note({ ...query, ...retriedOf(result) });
    return {
      retried,
      refused: result.refused.map(({ incident, rejection }) => ({
        id: idOf(incident),
        code: rejection.code,
        detail: rejection.message,
      })),
      hasMore: result.hasMore,
    };
  },
};

/** What an auditor is told of many: each was such an incident, and its instance is so now. */
function retriedOf({ retried, refused }: BulkRetry): JsonObject {
  const named = (incident: IncidentRow) => {
    const { elementId, kind, raisedAt } = incident;
    return { id: idOf(incident), elementId, kind, raisedAt: isoTime(raisedAt) };
  };
  return {
    before: retried.map(({ incident }) => named(incident)),
    after: retried.map(({ handled: { record } }) => ({
      instanceId: record.id,
      state: record.state,
      revision: record.revision,
      incidentCount: record.incidentCount,
    })),
    refused: refused.map(({ incident, rejection }) => ({
      ...named(incident),
      code: rejection.code,
    })),
  };
}

/** A search with times as they are stored. */
function searchOf({
  raisedAfter,
  raisedBefore,
  ...search
}: Omit<IncidentQuery, 'cursor' | 'limit'>) {
  return {
    ...search,
    raisedAfter: optionalEpoch(raisedAfter),
    raisedBefore: optionalEpoch(raisedBefore),
  };
}

function asked({ credentials }: Pick<Call, 'credentials'>) {
  return { ref: instanceResourceRef, credentials };
}

async function allowed(
  call: Call<{ params: { incidentId: string } }>,
  { access, incidents }: RouteServices,
  permission: typeof instanceReadPermission | typeof instanceOperatePermission,
): Promise<IncidentRow> {
  const { incidentId: id } = call.params;
  const named = readPartId(id);
  const incident = found(
    named && (await incidents.find(named.instanceId, named.key)),
    { what: 'open incident', id },
  );
  await access.require({ ...asked(call), permission }, incident);
  return incident;
}

function idOf({ instanceId, key }: IncidentRow): string {
  return partId(instanceId, key);
}

function toIncident({
  key,
  startedBy: _,
  raisedAt,
  ...incident
}: IncidentRow): Incident {
  return {
    ...incident,
    id: partId(incident.instanceId, key),
    raisedAt: isoTime(raisedAt),
  };
}
