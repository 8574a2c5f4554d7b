import { useCallback, useEffect, useRef, useState } from 'react';

/** What was asked of the back end, as far as it is known. */
export interface Asked<Value> {
  readonly value?: Value;
  /** Why it is not known, or not known anew. */
  readonly error?: Error;
  readonly isLoading: boolean;
  /** Asks once more. */
  refresh(): void;
}

/** Milliseconds between two looks. */
const REST = 5_000;

/** Asks when `ask` changes and, if `isLive`, now and then after that. What is known stays on screen meanwhile. */
export function useAsked<Value>(
  ask: (signal: AbortSignal) => Promise<Value>,
  { isLive = false }: { readonly isLive?: boolean } = {},
): Asked<Value> {
  const [state, setState] = useState<Omit<Asked<Value>, 'refresh'>>({
    isLoading: true,
  });
  const [turn, setTurn] = useState(0);
  const refresh = useCallback(() => setTurn(before => before + 1), []);
  const asked = useRef(ask);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const isNew = asked.current !== ask;
    asked.current = ask;
    setState(before => ({
      ...(isNew ? {} : before),
      isLoading: isNew || before.value === undefined,
    }));
    ask(signal).then(
      value => !signal.aborted && setState({ value, isLoading: false }),
      error =>
        !signal.aborted &&
        setState(({ value }) => ({ value, error, isLoading: false })),
    );
    return () => controller.abort();
  }, [ask, turn]);
  useEffect(() => {
    if (!isLive) {
      return undefined;
    }
    const timer = setInterval(refresh, REST);
    return () => clearInterval(timer);
  }, [isLive, refresh]);
  return { ...state, refresh };
}
