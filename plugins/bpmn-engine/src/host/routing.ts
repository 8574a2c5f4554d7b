import type { Command } from '../command';
import type { ProcessDefinition } from '../model/graph';
import type { MessageThrown, StateChange } from '../state/change';
import type { Key, Wait } from '../state/state';
import { startSubscriptions } from '../starts';
import type { JobAnswer } from './hosted';

/** Whether a message is the one that is waited for. */
export function correlates(
  { name, correlationKey }: MessageThrown,
  wait: Wait,
): boolean {
  return (
    wait.kind === 'message' &&
    wait.name === name &&
    (wait.correlationKey === undefined ||
      correlationKey === undefined ||
      wait.correlationKey === correlationKey)
  );
}

/** Start events that a message or signal of a name triggers. */
export function startsBy(
  definitions: readonly ProcessDefinition[],
  {
    kind,
    name,
  }: { readonly kind: 'message' | 'signal'; readonly name: string },
): readonly {
  readonly processId: string;
  readonly startEvent: string;
  readonly event: number;
}[] {
  return definitions.flatMap(definition =>
    startSubscriptions(definition, 0)
      .subscriptions.filter(
        ({ waitsFor }) => waitsFor.kind === kind && waitsFor.name === name,
      )
      .map(({ elementId, event }) => ({
        processId: definition.id,
        startEvent: elementId,
        event,
      })),
  );
}

/** What a handler's answer means for its job. */
export function commandFor(waitKey: Key, answer: JobAnswer): Command {
  if ('complete' in answer) {
    return { type: 'fulfilWait', waitKey, variables: answer.complete };
  }
  if ('error' in answer) {
    return { type: 'throwError', waitKey, code: answer.error };
  }
  const { fail: message, retries } = answer;
  return { type: 'failJob', waitKey, message, retries };
}

/** What a calling instance is told about a called one; nothing for most changes. */
export function reportOf(
  change: StateChange,
  waitKey: Key,
): Command | undefined {
  if (change.type === 'instanceEnded' && change.error) {
    return { type: 'throwError', waitKey, ...change.error };
  }
  if (change.type === 'instanceEnded' && change.state === 'completed') {
    return { type: 'fulfilWait', waitKey, variables: change.variables };
  }
  return change.type === 'escalationThrown' && !change.caughtBy
    ? {
        type: 'throwEscalation',
        waitKey,
        code: change.code,
        variables: change.variables,
      }
    : undefined;
}

/** A process by its id; an Error if nobody has deployed it. */
export function findDefinition(
  definitions: readonly ProcessDefinition[],
  processId: string,
): ProcessDefinition {
  const definition = definitions.find(({ id }) => id === processId);
  if (!definition) {
    throw new Error(unknownProcess(processId));
  }
  return definition;
}

/** What is said about a process that nobody has deployed. */
export function unknownProcess(processId: string): string {
  return `Expected process ${processId} to be known, but it is not`;
}
