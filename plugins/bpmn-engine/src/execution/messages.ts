import type { ModdleElement } from '../model/document';
import type { ModelValue } from '../model/graph';
import type { ModelReader } from '../model/vocabulary';
import type { Evaluator, WaitRequest } from './element';
import { Failure } from './failure';
import { requiredText } from './requiredText';

/** A message as the model describes it. */
export interface MessageData {
  /** Null where the model names none. */
  readonly name: ModelValue;
  readonly correlationKey?: ModelValue;
  readonly accepts?: readonly string[];
}

/** The message that an event definition or a task refers to. */
export function readMessage(reader: ModelReader): MessageData {
  const message: ModdleElement = reader.source.messageRef ?? {};
  const about = reader.within(message);
  return {
    name: about.valueOrNull(message.name ?? message.id, 'text', 'message name'),
    correlationKey: about.value(
      about.extension('zeebe:Subscription')?.correlationKey,
      'text',
      'correlation key',
    ),
    accepts: readAccepts(reader),
  };
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
  message: MessageData,
): WaitRequest {
  return { kind: 'message', ...requiredMessage(evaluator, message, 'withKey') };
}

/** A message with its name, and with its key if that matters: a message that is to have one has one. */
export function requiredMessage(
  evaluator: Evaluator,
  { name: nameValue, correlationKey: key, accepts }: MessageData,
  part: 'nameOnly' | 'withKey',
): {
  readonly name: string;
  readonly correlationKey?: string;
  readonly accepts?: readonly string[];
} {
  const name = requiredText(evaluator, nameValue);
  if (!key || part === 'nameOnly') {
    return { name, ...(accepts && { accepts }) };
  }
  const correlationKey = evaluator.text(key);
  if (correlationKey === undefined) {
    throw new Failure(
      'expressionFailed',
      `Expected ${key.place} to have a value, but it is null. Set the variables that it reads`,
    );
  }
  return { name, correlationKey, ...(accepts && { accepts }) };
}
