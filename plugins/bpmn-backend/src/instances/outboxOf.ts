import type { StateChange } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { outboxRow, type Deed, type Report } from '../store/outbox';
import type { InstanceRecord, OutboxRow } from '../store/instances';

/** What changes mean to others, as rows of the outbox. */
export function outboxOf(
  changes: readonly StateChange[],
  { caller, ownerRef }: Pick<InstanceRecord, 'caller' | 'ownerRef'>,
  now: number,
): readonly OutboxRow[] {
  return changes.flatMap(change => {
    const deed = deedOf(change, caller !== undefined);
    return deed ? [outboxRow({ deed, ownerRef }, now)] : [];
  });
}

type Tellers = {
  readonly [Type in StateChange['type']]?: (
    change: Extract<StateChange, { type: Type }>,
    isCalled: boolean,
  ) => Deed | undefined;
};

/** Changes that others are told of. */
const tellers: Tellers = {
  waitOpened({ wait }) {
    if (wait.kind === 'childInstance') {
      return { kind: 'call', wait };
    }
    // A message may be there already.
    return wait.kind === 'message'
      ? { kind: 'subscribed', waitKey: wait.key }
      : undefined;
  },
  waitClosed: ({ kind, reason, waitKey }) =>
    kind === 'childInstance' && reason !== 'fulfilled'
      ? { kind: 'cancelCalled', waitKey }
      : undefined,
  instanceResumed: () => ({ kind: 'resumed' }),
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

function deedOf(change: StateChange, isCalled: boolean): Deed | undefined {
  const tell = tellers[change.type] as
    | ((change: StateChange, isCalled: boolean) => Deed | undefined)
    | undefined;
  return tell?.(change, isCalled);
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
