import type {
  JobScript,
  JsonObject,
  RerunScriptRequest,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { v7 as uuid } from 'uuid';
import type { InstanceRow } from '../store/instances';
import type { ScriptAttemptRecord } from '../store/scripts';
import { filesAmong } from './ScriptFiles';
import { hashOf } from './hashOf';
import { hidingOf, isRedacted } from './hidingOf';
import { jobScriptOf } from './jobScriptOf';
import type { ScriptParts } from './ScriptParts';
import type { ScriptHome } from './ScriptRunners';
import { taskOf } from './taskOf';

/** What is repeated, and by whom. */
export interface Rerun extends RerunScriptRequest {
  readonly attempt: ScriptAttemptRecord;
  readonly instance: InstanceRow;
  readonly actor: string;
}

/** Repeats runs of scripts by hand, with what they were given. Their instances do not notice. */
export class ScriptReruns {
  constructor(
    private readonly parts: ScriptParts & { readonly logger: LoggerService },
  ) {}

  /** Begins a run, and gives its id. Throws a Rejection if it cannot be run. */
  async begin({ attempt, instance, actor, ...asked }: Rerun): Promise<string> {
    const { store, definitions, runs, clock } = this.parts;
    const home = this.homeOf(attempt);
    const { definition, sensitive } = await definitions.get(
      attempt.definitionId,
    );
    const node = definition.nodes.get(attempt.elementId);
    const code = asked.code ?? attempt.editedSource;
    const script = runnable(jobScriptOf(node), code);
    const inputs = inputsOf(attempt, asked.inputs);
    const files = await filesAmong(inputs, instance.id, this.parts);
    const hiding = hidingOf(sensitive, inputs);
    const id = uuid();
    const number = await store.begin({
      id,
      instanceId: instance.id,
      definitionId: attempt.definitionId,
      elementId: attempt.elementId,
      elementInstanceKey: attempt.elementInstanceKey,
      language: attempt.language,
      environment: attempt.environment,
      sourceHash: hashOf(script.source),
      editedSource: code,
      inputs: hiding.variables(inputs),
      startedAt: clock.now(),
      startedBy: actor,
      rerunOf: attempt,
    });
    if (number === undefined) {
      throw new Rejection(
        'notFound',
        `Expected process instance ${instance.id} to be there, but it was removed just now`,
        { id: instance.id },
      );
    }
    const place = {
      ...{ id, number, instanceId: instance.id, owner: instance.ownerRef },
      ...{ processId: instance.processId, elementId: attempt.elementId },
      elementName: node?.name,
    };
    runs
      .run({
        runner: home.runner,
        task: taskOf({
          place,
          script: { ...script, environment: attempt.environment },
          inputs,
          files,
        }),
        attempt: { id, instanceId: instance.id, createdBy: actor, hiding },
      })
      .catch(error =>
        this.parts.logger.error(`Could not repeat script ${id}`, error),
      );
    return id;
  }

  private homeOf({ language, environment }: ScriptAttemptRecord): ScriptHome {
    const home = this.parts.runners.find(language, environment);
    if (typeof home === 'string') {
      throw new Rejection('invalidState', home);
    }
    return home;
  }
}

function runnable(
  script: JobScript | undefined,
  code: string | undefined,
): JobScript {
  const problem = script
    ? script.problem
    : 'Expected the element to be a script task still, but it is not';
  if (problem !== undefined) {
    throw new Rejection('invalidState', problem);
  }
  return { ...script!, ...(code !== undefined && { source: code }) };
}

/** What was seen then, and what is given now. */
function inputsOf(
  { inputs: captured }: ScriptAttemptRecord,
  given: JsonObject = {},
): JsonObject {
  const inputs = Object.fromEntries([
    ...Object.entries(captured),
    ...Object.entries(given),
  ]);
  const hidden = Object.keys(inputs).filter(name => isRedacted(inputs[name]));
  if (hidden.length > 0) {
    throw new Rejection(
      'invalidState',
      `Expected the inputs of the script to be known, but ${hidden.join(
        ', ',
      )} are sensitive and were not kept. Give values for them in inputs`,
      { names: hidden },
    );
  }
  return inputs;
}
