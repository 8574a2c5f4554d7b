import type { StartSubscriber } from '../store/subscriptions';

/** Whether a message or signal of one owner may reach what another owns: its own, or one that says so (`pipeline:accepts`). */
export function accepts(
  receiver: {
    readonly ownerRef: string;
    readonly accepts?: readonly string[];
  },
  senderRef: string,
): boolean {
  return (
    receiver.ownerRef === senderRef ||
    (receiver.accepts ?? []).some(from => from === 'any' || from === senderRef)
  );
}

/** The same for a start event. */
export function acceptsStart(
  { ownerRef, subscription: { waitsFor } }: StartSubscriber,
  senderRef: string,
): boolean {
  const from = 'accepts' in waitsFor ? waitsFor.accepts : undefined;
  return accepts({ ownerRef, accepts: from }, senderRef);
}
