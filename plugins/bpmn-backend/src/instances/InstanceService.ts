import {
  BudgetSpent,
  Rejection,
  RowsMissing,
  type Command,
  type StateChange,
  type Variables,
  type Wait,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { v7 as uuid } from 'uuid';
import type { Clock } from '../clock/Clock';
import { EvaluationExceeded, type Evaluation } from '../evaluation';
import type {
  Definitions,
  DeployedDefinition,
} from '../deployments/Definitions';
import type { FileGuard } from '../files/FileGuard';
import {
  viewOf,
  type InstanceRecord,
  type InstanceStore,
  type LoadedInstance,
  type RowsWanted,
  type StoredInstance,
  type TaskMeant,
} from '../store/instances';
import type { CommandContext } from './CommandContext';
import { InstanceCache } from './InstanceCache';
import { keptBytes } from './keptBytes';
import { Lanes } from './Lanes';
import { NOTHING, wantedFor, withMissing } from './rowsWanted';
import { variablesSeen } from './variablesSeen';
import { noticesOf } from './noticesOf';
import { stepOnce, type Given, type Stepped } from './stepOnce';

/** How an instance begins. */
export interface StartRequest {
  readonly definitionId: string;
  /** UUIDv7; absent: a new one. */
  readonly id?: string;
  readonly processKey: string;
  readonly ownerRef: string;
  readonly startEvent?: string;
  readonly event?: number;
  readonly variables?: Variables;
  readonly businessKey?: string;
  readonly caller?: InstanceRecord['caller'];
}

/** What a command has done. */
export interface Handled {
  readonly record: InstanceRecord;
  readonly changes: readonly StateChange[];
  /** The user task that it was meant for, as whoever gave it had seen it. */
  readonly task?: TaskMeant;
  /** How long it has taken, from when it was its turn. */
  readonly milliseconds: number;
}

/** Told of every commit. */
export type CommitListener = (handled: Handled) => void;

/** Work that a command may take where others wait for it, in steps of expressions: some milliseconds. */
const BUDGET = 10_000;

/** Work that is left to a command that has taken too long, where it holds up nobody: a tenth of what any may do. */
const LESS_WORK = 1_000_000;

/** How often a command is done anew because somebody else has changed its instance. */
const MOST_CONFLICTS = 50;

/**
 * The one place that executes commands: each is one transaction on one instance. In this process they come one after the other; other
 * replicas are found out by the revision, and the command is done anew.
 */
export class InstanceService {
  private readonly cache: InstanceCache;
  private readonly lanes = new Lanes();
  private readonly listeners: CommitListener[] = [];

  constructor(
    private readonly options: {
      readonly store: InstanceStore;
      readonly definitions: Definitions;
      readonly clock: Clock;
      readonly evaluation: Evaluation;
      readonly files: FileGuard;
      /** MiB that instances take in memory between their commands; absent: as the cache says. */
      readonly memory?: number;
      /** Whether people are told of tasks. */
      readonly tellsOfTasks?: boolean;
    },
  ) {
    this.cache = new InstanceCache(options.memory);
  }

  /** Tells of every commit from now on. */
  onCommit(listener: CommitListener): void {
    this.listeners.push(listener);
  }

  /** Starts an instance. Throws a Rejection if it cannot begin so, or if there is one of this id already. */
  async start(
    request: StartRequest,
    context: Pick<CommandContext, 'actor' | 'settles' | 'senderId'>,
  ): Promise<Handled> {
    const { definitions, clock, store, files } = this.options;
    const id = request.id ?? uuid();
    const { senderId } = context;
    await files.admit(request.variables, { instanceId: id, senderId });
    const deployed = await definitions.get(request.definitionId);
    const beginning = store.begin({
      id,
      definitionId: request.definitionId,
      processKey: request.processKey,
      processId: deployed.definition.id,
      ownerRef: request.ownerRef,
      businessKey: request.businessKey,
      caller: request.caller,
      startedBy: context.actor,
      startedAt: clock.now(),
    });
    const { startEvent, event, variables, businessKey } = request;
    const command: Command = {
      type: 'startInstance',
      instanceId: beginning.record.id,
      startEvent,
      event,
      variables,
      businessKey,
      ...(request.caller && { isCalled: true }),
    };
    const handled = await this.commit(
      viewOf(beginning),
      async () => beginning,
      { command, context },
    );
    if (!handled) {
      const { id: instanceId } = beginning.record;
      throw new Rejection(
        'invalidState',
        `Expected no instance ${instanceId} yet, but there is one`,
        { instanceId },
      );
    }
    return handled;
  }

  /**
   * Executes a command on an instance. Throws a Rejection if its state does not allow it, if there is no such instance, or if it brings files
   * that are not the instance's.
   */
  async handle(
    instanceId: string,
    command: Command,
    context: CommandContext,
  ): Promise<Handled> {
    const { senderId, precededBy } = context;
    await this.options.files.admit([command, precededBy], {
      instanceId,
      senderId,
    });
    return this.lanes.inTurn(instanceId, () =>
      this.handleInTurn(instanceId, { command, context }),
    );
  }

  /**
   * What element instances that wait see: the variables of all scopes around them, of a revision that is not older, in the same order. What is
   * loaded for it is kept for the commands that are to come.
   */
  async variablesSeenFrom(
    instanceId: string,
    waits: readonly Pick<Wait, 'key' | 'elementInstanceKey'>[],
    revision: number,
  ): Promise<readonly Variables[]> {
    const seenBy = ({ rows }: LoadedInstance) =>
      waits.map(wait => variablesSeen(rows, wait.elementInstanceKey));
    const known = this.cache.peek(instanceId);
    if (known && known.record.revision >= revision) {
      const seen = seenBy(known);
      if (seen.every(isDefined)) {
        return seen;
      }
    }
    const waitKeys = waits.map(({ key }) => key);
    const loaded = await this.options.store.load(instanceId, {
      ...NOTHING,
      waitKeys,
    });
    // Whoever is at work on it puts a newer one there.
    if (loaded && !this.lanes.isBusy(instanceId)) {
      this.cache.put(loaded);
    }
    const seen = loaded ? seenBy(loaded) : [];
    return waits.map((_, index) => seen[index] ?? {});
  }

  private async handleInTurn(
    instanceId: string,
    given: Given,
  ): Promise<Handled> {
    let wanted = wantedFor(given.command);
    let cached = this.cache.take(instanceId);
    for (let conflicts = 0; conflicts < MOST_CONFLICTS; ) {
      const loaded = cached ?? (await this.load(instanceId, wanted));
      try {
        const handled = await this.attempt(loaded, given);
        if (handled) {
          return handled;
        }
        conflicts++;
        await this.requireMeant(instanceId, given.context);
      } catch (error) {
        if (error instanceof RowsMissing) {
          wanted = withMissing(wanted, error.needed);
        } else if (!(error instanceof Rejection) || !cached) {
          throw error;
        }
        // What is rejected because of what was known here may be possible by now.
      }
      cached = undefined;
    }
    throw new Error(
      `Expected instance ${instanceId} to be left alone for a moment, but it was changed ${MOST_CONFLICTS} times meanwhile`,
    );
  }

  /** A command is done anew only as long as it is still to be done, and by whom it was given. */
  private async requireMeant(
    instanceId: string,
    { settles, lease, task }: CommandContext,
  ): Promise<void> {
    const { store } = this.options;
    if (settles !== undefined && !(await store.isUnsettled(settles))) {
      throw new Rejection(
        'invalidState',
        `Expected ${settles} to be still to be done, but it is done already`,
        { id: settles },
      );
    }
    if (lease && !(await store.isLeased(instanceId, lease))) {
      throw new Rejection(
        'invalidState',
        'Expected the lease of the job to be held still, but it has ended: somebody else does the job, or it is not wanted any more',
        { instanceId, ...lease },
      );
    }
    if (task && !(await store.isTaskOpen(instanceId, task))) {
      throw new Rejection(
        'invalidState',
        'Expected the task to be open still, and assigned to the same person, but it is not',
        { instanceId, waitKey: task.waitKey },
      );
    }
  }

  private async load(
    instanceId: string,
    wanted: RowsWanted,
  ): Promise<LoadedInstance> {
    const loaded = await this.options.store.load(instanceId, wanted);
    if (!loaded) {
      throw new Rejection(
        'notFound',
        `Expected process instance ${instanceId} to exist, but it does not`,
        { instanceId },
      );
    }
    return loaded;
  }

  private async attempt(
    loaded: LoadedInstance,
    given: Given,
  ): Promise<Handled | undefined> {
    const { id } = loaded.record;
    return this.commit(loaded, () => this.options.store.loadStored(id), given);
  }

  /** Steps and saves. Undefined: somebody else was first. */
  private async commit(
    loaded: LoadedInstance,
    loadAgain: () => Promise<StoredInstance | undefined>,
    given: Given,
  ): Promise<Handled | undefined> {
    const begin = performance.now();
    const { changes, write, isElsewhere } = await this.step(
      loaded,
      loadAgain,
      given,
    );
    const { store, tellsOfTasks } = this.options;
    const notices = tellsOfTasks ? noticesOf(changes, write) : [];
    const outbox = [...write.outbox, ...notices];
    if (!(await store.save({ ...write, outbox }))) {
      return undefined;
    }
    const { record } = write;
    if (record.endedAt === undefined && !isElsewhere) {
      const { rows } = loaded;
      const kept = loaded.keptBytes + keptBytes(changes);
      this.cache.put({ record, rows, keptBytes: kept });
    }
    const milliseconds = performance.now() - begin;
    const { task } = given.context;
    const handled = { record, changes, task, milliseconds };
    this.listeners.forEach(listener => listener(handled));
    return handled;
  }

  /** Here, if it does not take long; else where it holds up nobody, with rows that are loaded afresh. */
  private async step(
    loaded: LoadedInstance,
    loadAgain: () => Promise<StoredInstance | undefined>,
    given: Given,
  ): Promise<Stepped & { readonly isElsewhere?: boolean }> {
    const { definitions, clock } = this.options;
    const { targetId } = given.context;
    const deployed = await definitions.get(loaded.record.definitionId);
    const target = targetId ? await definitions.get(targetId) : undefined;
    const { definition } = deployed;
    const at = clock.now();
    try {
      return stepOnce(
        { loaded, definition, target: target?.definition, at, budget: BUDGET },
        given,
      );
    } catch (error) {
      const instance = error instanceof BudgetSpent && (await loadAgain());
      if (!instance) {
        throw error;
      }
      // It may have been migrated in the meantime.
      const present = await definitions.get(instance.record.definitionId);
      const stepped = await this.stepElsewhere(instance, {
        present,
        target,
        at,
        given,
      });
      return { ...stepped, isElsewhere: true };
    }
  }

  /**
   * In a thread. What takes too long even there is done again with less work, at last with as little as may be done here: so it ends in an
   * incident where that is spent, and goes on from there.
   */
  private async stepElsewhere(
    instance: StoredInstance,
    { present, target, at, given }: Elsewhere,
  ): Promise<Stepped> {
    for (const limit of [undefined, LESS_WORK]) {
      try {
        return await this.options.evaluation.ask({
          kind: 'step',
          instance,
          definition: present.portable,
          target: target?.portable,
          at,
          given,
          limit,
        });
      } catch (error) {
        if (!(error instanceof EvaluationExceeded)) {
          throw error;
        }
      }
    }
    return stepOnce(
      {
        loaded: viewOf(instance),
        definition: present.definition,
        target: target?.definition,
        at,
        limit: BUDGET,
      },
      given,
    );
  }
}

/** What a command is done with where it may take long. */
interface Elsewhere {
  readonly present: DeployedDefinition;
  readonly target?: DeployedDefinition;
  readonly at: number;
  readonly given: Given;
}

function isDefined<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}
