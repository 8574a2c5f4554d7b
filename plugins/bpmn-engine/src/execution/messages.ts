import type { ModelValue } from '../model/graph';
import type { ModelReader } from '../model/vocabulary';
import type { Evaluator, WaitRequest } from './element';
import { Failure } from './failure';

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
  message: MessageData | undefined,
): WaitRequest {
  return { kind: 'message', ...requiredMessage(evaluator, message, 'withKey') };
}

/** A message with its name, and with its key if that matters: a message that is to have one has one. */
export function requiredMessage(
  evaluator: Evaluator,
  message: MessageData | undefined,
  part: 'nameOnly' | 'withKey',
): {
  readonly name: string;
  readonly correlationKey?: string;
  readonly accepts?: readonly string[];
} {
  const name = requiredName(evaluator, message);
  const { correlationKey: key, accepts } = message!;
  if (!key || part === 'nameOnly') {
    return { name, ...(accepts && { accepts }) };
  }
  const correlationKey = evaluator.text(key, 'correlation key');
  if (correlationKey === undefined) {
    throw new Failure(
      'expressionFailed',
      `Expected message "${name}" to have a correlation key, but it is null. Set the variable`,
    );
  }
  return { name, correlationKey, ...(accepts && { accepts }) };
}

function requiredName(
  evaluator: Evaluator,
  message: MessageData | undefined,
): string {
  const name = evaluator.text(message?.name, 'message name');
  if (!name) {
    throw new Failure(
      'expressionFailed',
      message
        ? 'Expected the message to have a name, but it has none'
        : 'Expected a message to be referred to, but there is none',
    );
  }
  return name;
}
