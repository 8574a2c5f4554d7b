import {
  processStartPermission,
  taskCompletePermission,
  type InstanceFile,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { fileOperations } from '../openapi/files';
import { processResourceRef } from '../permissions/resources';
import type { FileRecord } from '../store/files';
import { allowedTask as allowed } from './allowedTask';
import type { Handlers } from './Call';
import { found } from './found';
import { operable } from './operate';
import { isoTime, toPage } from './page';
import { readableInstance } from './readableInstance';

/** Files of process instances: found through one that may have them, and in no other way. */
export const fileRoutes: Handlers<typeof fileOperations> = {
  async listFiles(call, services) {
    const { id } = await readableInstance(call, services);
    const { cursor, limit = 50 } = call.query;
    const page = await services.files.list(id, { cursor, limit });
    return toPage(page, toInstanceFile);
  },

  async addFile(call, services) {
    const { id: instanceId } = await operable(call, services);
    const { actor: createdBy, note, query } = call;
    const { name } = query;
    const given = { instanceId, name, createdBy, ...call.upload() };
    const file = await services.files.add(given);
    note({ after: { ...file } });
    return file;
  },

  async addStartFile(call, services) {
    const { actor: createdBy, credentials, note, query, params } = call;
    const process = found(
      await services.deploymentQueries.findProcess(params.processId),
      { what: 'process', id: params.processId },
    );
    const permission = processStartPermission;
    await services.access.require(
      { permission, ref: processResourceRef, credentials },
      process,
    );
    const given = { name: query.name, createdBy, ...call.upload() };
    const file = await services.files.stage(given);
    note({ after: { ...file } });
    return file;
  },

  async addTaskFile(call, services) {
    const { actor: createdBy, note, query } = call;
    const permission = taskCompletePermission;
    const { task, caller } = await allowed(call, services, permission);
    services.tasks.requireDoable(task, caller);
    const { instanceId } = task;
    const { name } = query;
    const given = { instanceId, name, createdBy, ...call.upload() };
    const file = await services.files.add(given);
    note({ after: { ...file } });
    return file;
  },

  async getFile(call, services) {
    const { id } = await readableInstance(call, services);
    const { fileKey } = call.params;
    const file = found(await services.files.find(id, fileKey), {
      what: `file of process instance ${id}`,
      id: fileKey,
    });
    await call.sendFile(
      file,
      async range => (await services.files.open(file, range)).content,
    );
    return undefined;
  },
};

function toInstanceFile({
  reference: file,
  createdBy,
  createdAt,
}: FileRecord): InstanceFile {
  return { file, createdBy, createdAt: isoTime(createdAt) };
}
