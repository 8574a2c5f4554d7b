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
