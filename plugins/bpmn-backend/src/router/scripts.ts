import {
  instanceOperatePermission,
  instanceReadPermission,
  processReadPermission,
  type JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { ScriptAttemptParams, scriptOperations } from '../openapi/scripts';
import {
  instanceResourceRef,
  processResourceRef,
} from '../permissions/resources';
import type { ScriptNews } from '../scripts/ScriptAttempts';
import type { InstanceRow } from '../store/instances';
import type { ScriptAttemptRow } from '../store/scripts';
import type { Call, Handlers } from './Call';
import type { EventStream } from './EventStream';
import { found } from './found';
import { readableInstance } from './readableInstance';
import { toPage } from './page';
import {
  toScriptAttempt,
  toScriptAttemptDetails,
  toScriptLogLine,
} from './scriptDtos';
import type { RouteServices } from './RouteServices';

/** How long a stream goes on, in milliseconds: then whoever listens asks again, and permissions are looked at anew. */
const LONGEST_STREAM = 10 * 60_000;

/** Runs of scripts. */
export const scriptRoutes: Handlers<typeof scriptOperations> = {
  async listScriptEnvironments({ credentials }, { access, scriptRunners }) {
    await access.criteria({
      permission: processReadPermission,
      ref: processResourceRef,
      credentials,
    });
    return { items: await scriptRunners.describe() };
  },

  async listScriptAttempts(call, services) {
    const { id } = await readableInstance(call, services);
    const { limit = 50, ...query } = call.query;
    const page = await services.scriptAttempts.list(id, { ...query, limit });
    return toPage(page, toScriptAttempt);
  },

  async getScriptAttempt(call, services) {
    const { attempt } = await allowed(call, services, instanceReadPermission);
    const details = await services.scriptAttempts.details(attempt.id);
    return toScriptAttemptDetails(found(details, named(call)));
  },

  async listScriptLog(call, services) {
    const { attempt } = await allowed(call, services, instanceReadPermission);
    const { after = 0, limit = 200 } = call.query;
    const part = { after, limit };
    const lines = await services.scriptAttempts.listLog(attempt, part);
    return { items: lines.map(toScriptLogLine) };
  },

  async followScriptLog(call, services) {
    const { attempt } = await allowed(call, services, instanceReadPermission);
    const signal = AbortSignal.any([
      call.signal,
      services.stopping,
      AbortSignal.timeout(LONGEST_STREAM),
    ]);
    // Nobody can have heard of what has not been said yet.
    const after = Math.min(Number(call.lastEventId ?? 0), attempt.logLines);
    const { scriptAttempts } = services;
    const stream = call.stream();
    try {
      for await (const news of scriptAttempts.follow(
        attempt.id,
        after,
        signal,
      )) {
        await tell(stream, news);
      }
    } finally {
      stream.end();
    }
    return undefined;
  },

  async rerunScript(call, services) {
    const { body, actor, note } = call;
    const permission = instanceOperatePermission;
    const { attempt, instance } = await allowed(call, services, permission);
    const { scriptAttempts, scriptReruns, reader } = services;
    const details = await scriptAttempts.details(attempt.id);
    note({
      before: shown(attempt),
      instanceId: instance.id,
      elementId: attempt.elementId,
      isEdited: body.code !== undefined,
      inputs: await reader.showGiven(attempt.definitionId, body.inputs),
    });
    const id = await scriptReruns.begin({
      ...body,
      attempt: found(details, named(call)),
      instance,
      actor,
    });
    const begun = (await scriptAttempts.find(id))!;
    note({ rerunId: id, after: shown(begun) });
    return toScriptAttempt(begun);
  },
};

/** What of a run an auditor wants to know. */
function shown({
  environment,
  sourceHash,
  isEdited,
  state,
}: ScriptAttemptRow): JsonObject {
  return { environment, codeSha256: sourceHash, isEdited, state };
}

type AttemptCall = Call<{ params: ScriptAttemptParams }>;

function named({ params: { attemptId: id } }: AttemptCall) {
  return { what: 'script attempt', id };
}

/** The run that a call names, and its instance, if whoever asks may do that with it. */
async function allowed(
  call: AttemptCall,
  { access, reader, scriptAttempts }: RouteServices,
  permission: typeof instanceReadPermission | typeof instanceOperatePermission,
): Promise<{
  readonly attempt: ScriptAttemptRow;
  readonly instance: InstanceRow;
}> {
  const { attemptId } = call.params;
  const attempt = found(await scriptAttempts.find(attemptId), named(call));
  const instance = found(await reader.find(attempt.instanceId), named(call));
  const { credentials } = call;
  await access.require(
    { permission, ref: instanceResourceRef, credentials },
    instance,
  );
  return { attempt, instance };
}

function tell(stream: EventStream, news: ScriptNews): Promise<void> {
  switch (news.type) {
    case 'log':
      return stream.send({
        id: String(news.line.seq),
        type: 'log',
        data: toScriptLogLine(news.line),
      });
    case 'attempt':
    case 'end':
      return stream.send({
        type: news.type,
        data: toScriptAttempt(news.attempt),
      });
    default:
      throw new Error(`Unknown news ${news satisfies never}`);
  }
}
