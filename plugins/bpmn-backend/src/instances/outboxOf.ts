import type {
  StateChange,
  Variables,
  ChildInstanceWait,
  Key,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { v7 as uuid } from 'uuid';
import type { InstanceRecord, OutboxRow } from '../store/instances';

/** What an instance wants of others, told after its commit. */
export type OutboxMessage =
  /** A call activity calls a process. */
  | { readonly kind: 'call'; readonly wait: ChildInstanceWait }
  /** Nobody waits any more for what was called. */
  | { readonly kind: 'cancelCalled'; readonly waitKey: Key }
  | {
      readonly kind: 'message';
      readonly name: string;
      readonly correlationKey?: string;
      readonly variables: Variables;
    }
  | {
      readonly kind: 'signal';
      readonly name: string;
      readonly variables: Variables;
    }
  /** What a called instance has to say to its caller. */
  | { readonly kind: 'report'; readonly report: Report };

/** How a called instance has ended, or what it has escalated. */
export type Report =
  | { readonly type: 'completed'; readonly variables: Variables }
  | { readonly type: 'terminated' }
  | {
      readonly type: 'error' | 'escalation';
      readonly code: string;
      readonly variables: Variables;
    };

/** What changes mean to others, as rows of the outbox. */
export function outboxOf(
  changes: readonly StateChange[],
  { caller }: Pick<InstanceRecord, 'caller'>,
  now: number,
): readonly OutboxRow[] {
  return changes
    .flatMap(change => messageOf(change, caller !== undefined))
    .map(({ kind, ...details }) => ({
      id: uuid(),
      kind,
      dueAt: now,
      details: JSON.stringify(details),
    }));
}

type Tellers = {
  readonly [Type in StateChange['type']]?: (
    change: Extract<StateChange, { type: Type }>,
    isCalled: boolean,
  ) => OutboxMessage | undefined;
};

/** Changes that others are told of. */
const tellers: Tellers = {
  waitOpened: ({ wait }) =>
    wait.kind === 'childInstance' ? { kind: 'call', wait } : undefined,
  waitClosed: ({ kind, reason, waitKey }) =>
    kind === 'childInstance' && reason !== 'fulfilled'
      ? { kind: 'cancelCalled', waitKey }
      : undefined,
  messageThrown: ({ name, correlationKey, variables }) => ({
    kind: 'message',
    name,
    correlationKey,
    variables,
  }),
  signalThrown: ({ name, variables }) => ({ kind: 'signal', name, variables }),
  escalationThrown: ({ code, variables, caughtBy }, isCalled) =>
    isCalled && caughtBy === undefined
      ? { kind: 'report', report: { type: 'escalation', code, variables } }
      : undefined,
  instanceEnded: (change, isCalled) =>
    isCalled ? { kind: 'report', report: endOf(change) } : undefined,
};

function messageOf(
  change: StateChange,
  isCalled: boolean,
): readonly OutboxMessage[] {
  const tell = tellers[change.type] as
    | ((change: StateChange, isCalled: boolean) => OutboxMessage | undefined)
    | undefined;
  const message = tell?.(change, isCalled);
  return message ? [message] : [];
}

function endOf({
  state,
  variables = {},
  error,
}: Extract<StateChange, { type: 'instanceEnded' }>): Report {
  if (error) {
    return { type: 'error', ...error };
  }
  return state === 'completed'
    ? { type: 'completed', variables }
    : { type: 'terminated' };
}
