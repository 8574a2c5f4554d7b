interface Component {
  readonly type?: string;
  readonly readonly?: unknown;
  readonly disabled?: unknown;
  readonly components?: readonly Component[];
}

/** Fields that somebody gives a value. */
const FIELDS: ReadonlySet<string> = new Set([
  'checkbox',
  'checklist',
  'datetime',
  'filepicker',
  'number',
  'radio',
  'select',
  'taglist',
  'textarea',
  'textfield',
]);

/** Whether there is anything to fill in. A form without it only shows something. */
export function asksForValues(schema: object): boolean {
  const {
    type = '',
    readonly,
    disabled,
    components = [],
  } = schema as Component;
  // What an expression decides may be asked for.
  const isAsked = readonly !== true && disabled !== true;
  return (FIELDS.has(type) && isAsked) || components.some(asksForValues);
}
