import { useEffect, useState } from 'react';

/** Something that is loaded once. */
export interface Loaded<Value> {
  readonly value?: Value;
  readonly error?: Error;
}

/** Loads something that never changes, when `load` does. */
export function useLoaded<Value>(
  load: (signal: AbortSignal) => Promise<Value>,
): Loaded<Value> {
  const [state, setState] = useState<Loaded<Value>>({});
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setState({});
    load(signal).then(
      value => !signal.aborted && setState({ value }),
      error => !signal.aborted && setState({ error }),
    );
    return () => controller.abort();
  }, [load]);
  return state;
}
