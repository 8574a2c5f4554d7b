import { useEffect, useRef } from 'react';

/** The last value that there was of the same list: it stays in view until the next part of it is there. */
export function useLast<Value>(
  value: Value | undefined,
  list: unknown,
): Value | undefined {
  const last = useRef<{ readonly list: unknown; readonly value?: Value }>();
  useEffect(() => {
    if (value !== undefined) {
      last.current = { list, value };
    }
  }, [value, list]);
  const kept = last.current;
  return value ?? (kept?.list === list ? kept?.value : undefined);
}
