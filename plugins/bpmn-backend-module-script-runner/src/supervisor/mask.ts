/** What is seen in place of a secret. */
const MASK = '[secret]';

/** Takes secrets out of texts, however deep they are in a value; as they are, and as they are quoted. */
export function maskerOf(
  secrets: Readonly<Record<string, string>>,
): <Value>(value: Value) => Value {
  // The longest first: it may contain a shorter one.
  const hidden = Object.values(secrets)
    .flatMap(secret => [secret, JSON.stringify(secret).slice(1, -1)])
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);
  if (hidden.length === 0) {
    return value => value;
  }
  const mask = (value: any): any => {
    if (typeof value === 'string') {
      return hidden.reduce((text, one) => text.replaceAll(one, MASK), value);
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    return Array.isArray(value)
      ? value.map(mask)
      : Object.fromEntries(
          Object.entries(value).map(([name, inner]) => [name, mask(inner)]),
        );
  };
  return mask;
}
