import {
  BudgetSpent,
  holdsAtStart,
  Rejection,
  type Variables,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { v7 as uuid } from 'uuid';
import type { Clock } from '../clock/Clock';
import type {
  DeployedDefinition,
  Definitions,
} from '../deployments/Definitions';
import type { Evaluation } from '../evaluation';
import type {
  InstanceService,
  StartRequest,
} from '../instances/InstanceService';
import {
  claimOf,
  KeyReused,
  type IdempotencyStore,
} from '../store/idempotency';
import type { InstanceQueries } from '../store/instances';
import type { ConditionalStart, ConditionStore } from '../store/subscriptions';

/** Which processes may begin. */
export interface ConditionScope {
  readonly ownerRef: string;
  /** Absent: any process of the owner. */
  readonly processId?: string;
}

/** Variables by which they may. */
export interface ConditionRequest extends ConditionScope {
  readonly variables: Variables;
  /** What was found for this scope. */
  readonly starts: readonly ConditionalStart[];
  /** Names the request: what it begins begins once, however often it is sent. */
  readonly idempotencyKey?: string;
}

/** An instance that is to begin. */
type Beginning = Required<
  Pick<
    StartRequest,
    'id' | 'definitionId' | 'processKey' | 'ownerRef' | 'startEvent' | 'event'
  >
>;

/** Most start events that are looked at for one request. */
const MOST = 200;

/** Work that the conditions of a request may take where others wait for it, in steps of expressions: some milliseconds. */
const BUDGET = 10_000;

/** Begins processes whose conditions hold. */
export class ConditionService {
  constructor(
    private readonly options: {
      readonly store: ConditionStore;
      readonly definitions: Definitions;
      readonly instances: InstanceService;
      readonly queries: InstanceQueries;
      readonly keys: IdempotencyStore;
      readonly evaluation: Evaluation;
      readonly clock: Clock;
    },
  ) {}

  /** Start events whose conditions count; undefined: the owner has no such process. Throws a Rejection if they are too many. */
  async find({
    ownerRef,
    processId,
  }: ConditionScope): Promise<readonly ConditionalStart[] | undefined> {
    const { store } = this.options;
    const starts = await store.findStarts({
      ownerRef,
      processId,
      limit: MOST + 1,
    });
    if (starts.length > MOST) {
      throw new Rejection(
        'invalidArgument',
        `Expected at most ${MOST} conditional start events of ${ownerRef}, but there are more. Name a process`,
        { ownerRef },
      );
    }
    const isThere =
      starts.length > 0 ||
      processId === undefined ||
      (await store.owns(ownerRef, processId));
    return isThere ? starts : undefined;
  }

  /**
   * Starts an instance by each start event whose condition holds, and gives their ids. What is to begin is written down with the key of the
   * request before anything begins: whatever happens then, the same request comes to the same instances. Throws {@link KeyReused} if the key
   * was that of another request, EvaluationExceeded if the conditions take too long.
   */
  async begin(
    { idempotencyKey, ...request }: ConditionRequest,
    actor: string,
  ): Promise<readonly string[]> {
    const beginnings =
      idempotencyKey === undefined
        ? await this.evaluate(request)
        : await this.planned({ ...request, idempotencyKey }, actor);
    for (const beginning of beginnings) {
      await this.start({ ...beginning, variables: request.variables }, actor);
    }
    return beginnings.map(({ id }) => id);
  }

  /** What the first request of the key has found that is to begin. */
  private async planned(
    request: ConditionRequest & { readonly idempotencyKey: string },
    caller: string,
  ): Promise<readonly Beginning[]> {
    const { keys, clock } = this.options;
    const { idempotencyKey: key, ownerRef, processId, variables } = request;
    const claim = claimOf(
      { caller, route: 'evaluateConditions', key },
      { body: [ownerRef, processId, variables], now: clock.now() },
    );
    const { isSame, plan } =
      (await keys.find(claim)) ??
      (await keys.claim({
        ...claim,
        plan: JSON.stringify(await this.evaluate(request)),
      }));
    if (!isSame) {
      throw new KeyReused(key);
    }
    return JSON.parse(plan!);
  }

  /** One instance for each start event, whichever of its conditions holds. */
  private async evaluate({
    starts,
    variables,
  }: ConditionRequest): Promise<readonly Beginning[]> {
    const found = await Promise.all(
      starts.map(async start => ({
        start,
        deployed: await this.options.definitions.get(start.definitionId),
      })),
    );
    const holding = await this.whichHold(found, variables);
    const byEvent = new Map<string, Beginning>();
    for (const { start } of holding) {
      const { processId: _, elementId: startEvent, ...rest } = start;
      const name = JSON.stringify([start.processKey, startEvent]);
      if (!byEvent.has(name)) {
        byEvent.set(name, { ...rest, id: uuid(), startEvent });
      }
    }
    return Array.from(byEvent.values());
  }

  /** Here as long as it does not take long; the rest where it holds up nobody. */
  private async whichHold(
    all: readonly Candidate[],
    variables: Variables,
  ): Promise<readonly Candidate[]> {
    const now = this.options.clock.now();
    let left = BUDGET;
    const spent = (steps: number) => {
      left -= steps;
    };
    const slow: Candidate[] = [];
    const holding = all.filter(candidate => {
      const { start, deployed } = candidate;
      const context = { variables, now, granted: Math.max(left, 0), spent };
      try {
        return holdsAtStart(deployed.definition, start, context);
      } catch (error) {
        if (!(error instanceof BudgetSpent)) {
          throw error;
        }
        slow.push(candidate);
        return false;
      }
    });
    if (slow.length === 0) {
      return holding;
    }
    const answers = await this.options.evaluation.ask({
      kind: 'conditions',
      starts: slow.map(({ start: { elementId, event }, deployed }) => ({
        definition: deployed.portable,
        elementId,
        event,
      })),
      variables,
      now,
    });
    return [...holding, ...slow.filter((_, index) => answers[index])];
  }

  /** Nothing happens if it has begun already. */
  private async start(
    request: Beginning & { readonly variables: Variables },
    actor: string,
  ): Promise<void> {
    const { instances, queries } = this.options;
    if (await queries.find(request.id)) {
      return;
    }
    try {
      await instances.start(request, { actor });
    } catch (error) {
      // The same request has come twice at a time, and the other one was faster.
      const isThere =
        error instanceof Rejection && (await queries.find(request.id));
      if (!isThere) {
        throw error;
      }
    }
  }
}

interface Candidate {
  readonly start: ConditionalStart;
  readonly deployed: DeployedDefinition;
}
