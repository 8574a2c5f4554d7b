import type { ModelValue } from '../model/graph';
import type { ModelReader } from '../model/vocabulary';
import type { Evaluator, WaitRequest } from './element';

/** A message as the model describes it. */
export interface MessageData {
  readonly name: ModelValue;
  readonly correlationKey?: ModelValue;
  readonly accepts?: readonly string[];
}

/** The message that an event definition or a task refers to; undefined if it refers to none. */
export function readMessage(reader: ModelReader): MessageData | undefined {
  const message = reader.source.messageRef;
  if (!message) {
    return undefined;
  }
  const about = reader.within(message);
  const name = about.value(message.name ?? message.id, 'text', 'message name');
  return (
    name && {
      name,
      correlationKey: about.value(
        about.extension('zeebe:Subscription')?.correlationKey,
        'text',
        'correlation key',
      ),
      accepts: readAccepts(reader),
    }
  );
}

/** Who besides the owner may send a message or signal (`pipeline:accepts`). */
export function readAccepts(
  reader: ModelReader,
): readonly string[] | undefined {
  const from: string | undefined = (
    reader.extension('pipeline:Accepts') ??
    reader.owner.extension('pipeline:Accepts')
  )?.from;
  return from
    ?.split(',')
    .map(group => group.trim())
    .filter(Boolean);
}

/** What is waited for when a message is to come. */
export function messageRequest(
  evaluator: Evaluator,
  { name, correlationKey, accepts }: MessageData,
): WaitRequest {
  const key = evaluator.text(correlationKey, 'correlation key');
  return {
    kind: 'message',
    name: evaluator.text(name, 'message name') ?? '',
    ...(key !== undefined && { correlationKey: key }),
    ...(accepts && { accepts }),
  };
}
