import { processStartPermission } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { instanceOperations } from '../openapi/instances';
import { processResourceRef } from '../permissions/resources';
import type { Handlers } from './Call';
import { found } from './found';
import {
  toHistoryEntry,
  toInstance,
  toVariableChange,
  toWait,
  withTimes,
} from './instanceDtos';
import { briefly } from './operate';
import { toPage } from './page';
import { readableInstance, readingInstances } from './readableInstance';

/** How long a stream goes on, in milliseconds: then whoever listens asks again, and permissions are looked at anew. */
const LONGEST_STREAM = 10 * 60_000;

/** Process instances: what can be seen of them, and how they begin. */
export const instanceRoutes: Handlers<typeof instanceOperations> = {
  async startInstance(call, services) {
    const { actor, body, credentials, idempotencyKey, note } = call;
    const { processId, ...asked } = body;
    const { version, variables } = asked;
    const definition = found(
      await services.deploymentQueries.findVersion(processId, version),
      { what: 'process', id: processId },
    );
    const permission = processStartPermission;
    await services.access.require(
      { permission, ref: processResourceRef, credentials },
      definition,
    );
    note({
      processId,
      version: definition.version,
      variables: await services.reader.showGiven(definition.id, variables),
    });
    const id = await services.starter.start(
      { ...asked, definition, idempotencyKey },
      actor,
    );
    const instance = (await services.reader.find(id))!;
    note({ instanceId: id, after: briefly(instance) });
    return toInstance(instance);
  },

  async listInstances(call, { access, reader }) {
    const { cursor, limit = 50, ...query } = call.query;
    const criteria = await access.criteria(readingInstances(call));
    const page = await reader.list(
      { ...withTimes(query), criteria },
      { cursor, limit },
    );
    return toPage(page, toInstance);
  },

  async getInstance(call, services) {
    return toInstance(await readableInstance(call, services));
  },

  async listHistory(call, services) {
    const { id } = await readableInstance(call, services);
    const { limit = 50, ...query } = call.query;
    const page = await services.instanceQueries.pageHistory(id, {
      ...query,
      limit,
    });
    return toPage(page, toHistoryEntry);
  },

  async listVariables(call, services) {
    const instance = await readableInstance(call, services);
    const { limit = 50, ...query } = call.query;
    const page = await services.reader.listVariables(instance, {
      ...query,
      limit,
    });
    return toPage(page, variable => variable);
  },

  async listVariableHistory(call, services) {
    const { id } = await readableInstance(call, services);
    const { limit = 50, ...query } = call.query;
    const page = await services.ledger.list(id, { ...query, limit });
    return toPage(page, toVariableChange);
  },

  async listElementInstances(call, services) {
    const { id } = await readableInstance(call, services);
    const { cursor, limit = 50 } = call.query;
    const page = await services.instanceQueries.listElements(id, {
      cursor,
      limit,
    });
    return toPage(page, element => element);
  },

  async listWaits(call, services) {
    const { id } = await readableInstance(call, services);
    const { cursor, limit = 50 } = call.query;
    const page = await services.instanceQueries.listWaits(id, {
      cursor,
      limit,
    });
    return toPage(page, toWait);
  },

  async followInstance(call, services) {
    const { id, revision } = await readableInstance(call, services);
    const signal = AbortSignal.any([
      call.signal,
      services.stopping,
      AbortSignal.timeout(LONGEST_STREAM),
    ]);
    // Nobody can have heard of what has not happened yet.
    const after = Math.min(Number(call.lastEventId ?? 0), revision);
    const stream = call.stream();
    try {
      for await (const row of services.changes.follow(id, after, signal)) {
        const data = toHistoryEntry(row);
        await stream.send({ id: String(row.revision), type: 'changes', data });
      }
      if (!signal.aborted) {
        await stream.send({ type: 'end', data: {} });
      }
    } finally {
      stream.end();
    }
    return undefined;
  },
};
