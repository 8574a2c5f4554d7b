import type { WaitRequest } from './execution/element';
import { evaluatorOf } from './execution/evaluator';
import { Failure } from './execution/failure';
import type { ConditionData } from './execution/watching';
import { eventsByType } from './events';
import type { EvaluationContext } from './expressions';
import type { ProcessDefinition, StartTrigger } from './model/graph';
import type { Variables } from './state/state';

/** What begins a process: a message, signal, timer or condition, as an open wait would have it. */
export interface StartSubscription {
  /** Start event to name in `startInstance`. */
  readonly elementId: string;
  /** Which of its event definitions. */
  readonly event: number;
  readonly waitsFor: WaitRequest;
}

/** What a host subscribes to when it deploys a process. */
export interface StartSubscriptions {
  readonly subscriptions: readonly StartSubscription[];
  /** Start events whose expressions cannot be evaluated: there are no variables yet. */
  readonly problems: readonly {
    readonly elementId: string;
    readonly message: string;
  }[];
}

/**
 * Everything that begins instances of a process without being asked to, with its expressions evaluated: names, and times as from
 * `now` on (epoch milliseconds).
 */
export function startSubscriptions(
  { startTriggers }: ProcessDefinition,
  now: number,
): StartSubscriptions {
  const subscriptions: StartSubscription[] = [];
  const problems: { elementId: string; message: string }[] = [];
  for (const trigger of startTriggers) {
    const { elementId, event } = trigger;
    try {
      const waitsFor = requestOf(trigger, now);
      if (waitsFor) {
        subscriptions.push({ elementId, event: event.index, waitsFor });
      }
    } catch (error) {
      if (!(error instanceof Failure)) {
        throw error;
      }
      problems.push({ elementId, message: error.message });
    }
  }
  return { subscriptions, problems };
}

function requestOf(
  { event: { type, data } }: StartTrigger,
  now: number,
): WaitRequest | undefined {
  const { starts, catches } = eventsByType.get(type)!;
  return (starts ?? catches)?.(evaluatorWith({}, { now }), data);
}

/** What a condition is evaluated with. */
export interface StartCondition
  extends Pick<EvaluationContext, 'now' | 'granted' | 'spent'> {
  /** As a host has been given them. */
  readonly variables: Variables;
}

/**
 * Whether the condition of a conditional start event holds. False for any other start event, and where the condition cannot be evaluated.
 * Throws `BudgetSpent` if it takes more steps than were granted.
 */
export function holdsAtStart(
  { startTriggers }: ProcessDefinition,
  start: Pick<StartSubscription, 'elementId' | 'event'>,
  { variables, ...context }: StartCondition,
): boolean {
  const found = startTriggers.find(
    ({ elementId, event: { type, index } }) =>
      elementId === start.elementId &&
      index === start.event &&
      type === 'conditional',
  );
  if (!found) {
    return false;
  }
  const { condition } = found.event.data as ConditionData;
  try {
    return evaluatorWith(variables, context).boolean(condition);
  } catch (error) {
    if (error instanceof Failure) {
      return false;
    }
    throw error;
  }
}

function evaluatorWith(
  variables: Variables,
  context: Omit<StartCondition, 'variables'>,
) {
  return evaluatorOf({
    ...context,
    variable: name =>
      Object.hasOwn(variables, name) ? variables[name] : undefined,
    random: () => 0,
    warned: () => {},
    mayGoOn: () => true,
  });
}
