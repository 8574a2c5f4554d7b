interface Sample {
  readonly attributes?: string;
  readonly inside?: string;
}

/** What an event definition needs to be valid, by the name of its behaviour; without entry nothing. */
const SAMPLES: Readonly<Record<string, Sample>> = {
  message: { attributes: 'messageRef="paid"' },
  signal: { attributes: 'signalRef="told"' },
  link: { attributes: 'name="there"' },
  timer: { inside: '<timeDuration>PT1S</timeDuration>' },
  conditional: { inside: '<condition>=a</condition>' },
};

/** What stands beside a process whose events are written by {@link eventDefinition}. */
export const EVENT_SOURCES =
  '<message id="paid" name="paid" /><signal id="told" name="told" />';

/**
 * A valid event definition.
 *
 * @param type name of the event's behaviour
 * @param extensions its extension elements
 */
export function eventDefinition(type: string, extensions = ''): string {
  const { attributes = '', inside = '' } = SAMPLES[type] ?? {};
  const tag = `${type}EventDefinition`;
  return `<${tag} ${attributes}>${extensions}${inside}</${tag}>`;
}
