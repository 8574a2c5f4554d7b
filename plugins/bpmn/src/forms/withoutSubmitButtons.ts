interface Component {
  readonly type?: string;
  readonly action?: string;
  readonly components?: readonly Component[];
}

/** A form without buttons that submit it: the page has one, where people look for it. */
export function withoutSubmitButtons(schema: object): object {
  const { components } = schema as Component;
  if (!Array.isArray(components)) {
    return schema;
  }
  return {
    ...schema,
    components: components
      .filter(({ type, action }) => type !== 'button' || action === 'reset')
      .map(withoutSubmitButtons),
  };
}
