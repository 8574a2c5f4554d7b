import type {
  JobScript,
  JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  ScriptFile,
  ScriptTask,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/** Where a script is in a process. */
export interface ScriptPlace {
  /** Of the attempt. */
  readonly id: string;
  readonly number: number;
  readonly instanceId: string;
  readonly processId: string;
  readonly elementId: string;
  readonly elementName?: string;
  readonly owner: string;
}

/** A script as a runner gets it. */
export function taskOf({
  place,
  script,
  inputs,
  files,
}: {
  readonly place: ScriptPlace;
  readonly script: JobScript;
  readonly inputs: JsonObject;
  readonly files: readonly ScriptFile[];
}): ScriptTask {
  const { id, owner, elementId, elementName } = place;
  const { language, source, environment, outputs } = script;
  const { timeout, cpu, memory } = script;
  return {
    id,
    language,
    ...(environment && { environment }),
    owner,
    name: elementName ?? elementId,
    code: source,
    inputs,
    ...(outputs && { outputs }),
    files,
    limits: {
      ...(timeout !== undefined && { timeout }),
      ...(cpu !== undefined && { cpu }),
      ...(memory !== undefined && { memory }),
    },
    about: {
      instanceId: place.instanceId,
      processId: place.processId,
      elementId,
      elementName: elementName ?? elementId,
      attempt: String(place.number),
    },
  };
}
