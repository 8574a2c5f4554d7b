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

/** Most runs that one person has repeated at a time. */
export const MOST_RERUNS = 5;

/** Repeats runs of scripts by hand, with what they were given. Their instances do not notice. */
export class ScriptReruns {
  /** How many go on, by whose they are. */
  private readonly going = new Map<string, number>();

  constructor(
    private readonly parts: ScriptParts & { readonly logger: LoggerService },
  ) {}

  /** Begins a run, and gives its id. Throws a Rejection if it cannot be run, or if too many of the same person go on. */
  async begin(rerun: Rerun): Promise<string> {
    const { actor } = rerun;
    this.enter(actor);
    try {
      const { id, ended } = await this.run(rerun);
      ended
        .catch(error =>
          this.parts.logger.error(`Could not repeat script ${id}`, error),
        )
        .finally(() => this.leave(actor));
      return id;
    } catch (error) {
      this.leave(actor);
      throw error;
    }
  }

  private enter(actor: string): void {
    const count = this.going.get(actor) ?? 0;
    if (count >= MOST_RERUNS) {
      throw new Rejection(
        'invalidState',
        `Expected at most ${MOST_RERUNS} scripts that one person runs again at a time, but ${count} of yours go on. Wait until one of them has ended`,
        { limit: MOST_RERUNS },
      );
    }
    this.going.set(actor, count + 1);
  }

  private leave(actor: string): void {
    const count = this.going.get(actor)! - 1;
    if (count === 0) {
      this.going.delete(actor);
    } else {
      this.going.set(actor, count);
    }
  }

  private async run(
    rerun: Rerun,
  ): Promise<{ readonly id: string; readonly ended: Promise<unknown> }> {
    const { attempt, instance, actor } = rerun;
    const { definitions, runs } = this.parts;
    const home = this.homeOf(attempt);
    const { definition, sensitive } = await definitions.get(
      attempt.definitionId,
    );
    const node = definition.nodes.get(attempt.elementId);
    const code = rerun.code ?? attempt.editedSource;
    const script = runnable(jobScriptOf(node), { ...attempt, code });
    const inputs = inputsOf(attempt, rerun.inputs);
    const files = await filesAmong(inputs, instance.id, this.parts);
    const hiding = hidingOf(sensitive, inputs);
    const id = uuid();
    const hash = hashOf(script.source);
    const shown = hiding.variables(inputs);
    const number = await this.write(rerun, { id, hash, code, inputs: shown });
    const place = {
      ...{ id, number, instanceId: instance.id, owner: instance.ownerRef },
      ...{ processId: instance.processId, elementId: attempt.elementId },
      elementName: node?.name,
    };
    const task = taskOf({ place, script, inputs, files });
    const recorded = { id, instanceId: instance.id, createdBy: actor, hiding };
    const { runner } = home;
    return { id, ended: runs.run({ runner, task, attempt: recorded }) };
  }

  private async write(
    { attempt, instance, actor }: Rerun,
    {
      id,
      hash,
      code,
      inputs,
    }: {
      readonly id: string;
      readonly hash: string;
      readonly code: string | undefined;
      readonly inputs: JsonObject;
    },
  ): Promise<number> {
    const { store, clock } = this.parts;
    const number = await store.begin({
      id,
      instanceId: instance.id,
      definitionId: attempt.definitionId,
      elementId: attempt.elementId,
      elementInstanceKey: attempt.elementInstanceKey,
      language: attempt.language,
      environment: attempt.environment,
      sourceHash: hash,
      editedSource: code,
      inputs,
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
    return number;
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
  {
    environment,
    code,
  }: { readonly environment: string; readonly code: string | undefined },
): JobScript {
  const problem = script
    ? script.problem
    : 'Expected the element to be a script task still, but it is not';
  if (problem !== undefined) {
    throw new Rejection('invalidState', problem);
  }
  return {
    ...script!,
    environment,
    ...(code !== undefined && { source: code }),
  };
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
