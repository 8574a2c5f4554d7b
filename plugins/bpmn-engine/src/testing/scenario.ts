import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  variableOf,
  type HostedInstance,
  type HostedJob,
  type JobAnswer,
} from '../host/hosted';
import { MemoryHost } from '../host/memoryHost';
import type { Command } from '../command';
import type { ProcessDefinition } from '../model/graph';
import { parse } from '../parse';
import type { StateChange } from '../state/change';
import type { Incident, Variables, Wait } from '../state/state';

/** What a story needs besides its picture. */
export interface ScenarioOptions {
  /** Does jobs at once; without it they wait for `completeJob`. */
  readonly doJob?: (job: HostedJob) => JobAnswer | undefined;
  /** Epoch milliseconds at which the clock stands. */
  readonly now?: number;
}

/** A process instance whose story is told: what is done to it, and what can be seen of it. */
export class Scenario {
  private id = '';

  constructor(readonly host: MemoryHost, private readonly processId: string) {}

  /** Starts an instance; the story is about this one from now on. */
  start(variables: Variables = {}, startEvent?: string): this {
    this.id = this.host.start(this.processId, variables, startEvent);
    return this;
  }

  /** Completes the only open job of an element. */
  completeJob(elementId: string, variables: Variables = {}): this {
    return this.fulfil(elementId, 'job', variables);
  }

  /** Completes the only open user task of an element. */
  completeTask(elementId: string, variables: Variables = {}): this {
    return this.fulfil(elementId, 'userTask', variables);
  }

  /** Fulfils the first open wait of an element, of a kind if that matters. */
  fulfil(
    elementId: string,
    kind?: Wait['kind'],
    variables: Variables = {},
  ): this {
    const { key: waitKey } = this.wait(elementId, kind);
    return this.send({ type: 'fulfilWait', waitKey, variables });
  }

  failJob(elementId: string, message = 'no', retries?: number): this {
    const { key: waitKey } = this.wait(elementId, 'job');
    return this.send({ type: 'failJob', waitKey, message, retries });
  }

  throwError(elementId: string, code: string, variables: Variables = {}): this {
    const { key: waitKey } = this.wait(elementId);
    return this.send({ type: 'throwError', waitKey, code, variables });
  }

  /** Resolves the only open incident. */
  resolve(variables: Variables = {}): this {
    this.send({ type: 'setVariables', variables });
    const [{ key: incidentKey }] = this.incidents;
    return this.send({ type: 'resolveIncident', incidentKey });
  }

  /** The story of the instance of another process that was begun last, e.g. of one that was called. */
  storyOf(processId: string): Scenario {
    const story = new Scenario(this.host, processId);
    const ids = Array.from(this.host.instances.values())
      .filter(({ definition }) => definition.id === processId)
      .map(({ id }) => id);
    if (ids.length === 0) {
      throw new Error(
        `Expected an instance of ${processId}, but there are these: ${Array.from(
          this.host.instances.keys(),
        )}`,
      );
    }
    story.id = ids[ids.length - 1];
    return story;
  }

  send(command: Command): this {
    this.host.send(this.id, command);
    return this;
  }

  /** Moves the clock by milliseconds. */
  advance(milliseconds: number): this {
    this.host.advance(milliseconds);
    return this;
  }

  publish(
    name: string,
    variables: Variables = {},
    correlationKey?: string,
  ): this {
    this.host.publish(name, { variables, correlationKey });
    return this;
  }

  broadcast(name: string, variables: Variables = {}): this {
    this.host.broadcast(name, variables);
    return this;
  }

  get instance(): HostedInstance {
    return this.host.instance(this.id);
  }

  get history(): readonly StateChange[] {
    return this.instance.history;
  }

  /** Where the instance stands. */
  get state(): string {
    return this.instance.rows.instanceRow!.state;
  }

  /** Ids of the elements that have completed, in order. */
  get completed(): readonly string[] {
    return this.moved('completed');
  }

  /** Ids of the elements that were terminated, in order. */
  get terminated(): readonly string[] {
    return this.moved('terminated');
  }

  /** Ids of the sequence flows that were taken, in order. */
  get taken(): readonly string[] {
    return this.history.flatMap(change =>
      change.type === 'sequenceFlowTaken' ? [change.flowId] : [],
    );
  }

  /** Open waits. */
  get waits(): readonly Wait[] {
    return this.host.waits(this.id);
  }

  /** Ids of the elements that have open waits, sorted. */
  get waiting(): readonly string[] {
    return this.waits.map(({ elementId }) => elementId).sort();
  }

  get incidents(): readonly Incident[] {
    return Array.from(this.instance.rows.incidents.values());
  }

  /** Variables of the process, also after its end. */
  get variables(): Variables {
    const { rootKey } = this.instance.rows.instanceRow!;
    return Object.assign(
      {},
      ...this.history.map(change =>
        change.type === 'variablesSet' && change.scopeKey === rootKey
          ? change.variables
          : {},
      ),
    );
  }

  /** A variable as the element that waits sees it. */
  seenBy(elementId: string, name: string): JsonValue | undefined {
    const { elementInstanceKey } = this.wait(elementId);
    return variableOf(this.instance.rows, elementInstanceKey, name);
  }

  /** The first open wait of an element. */
  wait(elementId: string, kind?: Wait['kind']): Wait {
    const found = this.waits.find(
      wait =>
        wait.elementId === elementId &&
        (kind === undefined || wait.kind === kind),
    );
    if (!found) {
      throw new Error(
        `Expected ${elementId} to wait, but these do: ${
          this.waiting
        }; incidents: ${this.incidents
          .map(({ message }) => message)
          .join('; ')}`,
      );
    }
    return found;
  }

  private moved(to: 'completed' | 'terminated'): readonly string[] {
    return this.history.flatMap(change =>
      change.type === 'lifecycleMoved' && change.to === to
        ? [change.elementId]
        : [],
    );
  }
}

/**
 * Begins a story about a picture: `const story = await given(__dirname, 'splits.bpmn')`. Fails if the picture has errors.
 */
export async function given(
  folder: string,
  picture: string,
  options: ScenarioOptions = {},
): Promise<Scenario> {
  return givenXml(readFileSync(join(folder, picture)), options);
}

/** Begins a story about a model in text. */
export async function givenXml(
  xml: string | Uint8Array,
  options: ScenarioOptions = {},
): Promise<Scenario> {
  return givenAllXml([xml], options);
}

/** Begins a story about the first of several pictures; its process can call those of the others. */
export async function givenAll(
  folder: string,
  pictures: readonly string[],
  options: ScenarioOptions = {},
): Promise<Scenario> {
  return givenAllXml(
    pictures.map(picture => readFileSync(join(folder, picture))),
    options,
  );
}

/** Begins a story about the first of several models in text; its process can call those of the others. */
export async function givenAllXml(
  xmls: readonly (string | Uint8Array)[],
  options: ScenarioOptions = {},
): Promise<Scenario> {
  const definitions: ProcessDefinition[] = [];
  for (const xml of xmls) {
    const parsed = await parse(xml);
    const errors = parsed.problems.filter(
      ({ severity }) => severity === 'error',
    );
    if (errors.length > 0) {
      throw new Error(JSON.stringify(errors, null, 2));
    }
    definitions.push(...parsed.definitions);
  }
  return new Scenario(
    new MemoryHost({ definitions, ...options }),
    definitions[0].id,
  );
}
