import { useCallback, useEffect, useRef, useState } from 'react';

/** How often one asks anew where nobody tells, in milliseconds. */
export const POLLING = 20_000;

/** Something that is loaded, and again when it may have changed. */
export interface Refreshed<Value> {
  /** The latest that was loaded; stays while something newer is on its way. */
  readonly value?: Value;
  /** Why the last time did not work. */
  readonly error?: Error;
  readonly isLoading: boolean;
  refresh(): Promise<void>;
}

/** Loads something now, when `load` changes, when it is told to, and every while as long as the page is looked at. */
export function useRefreshed<Value>(
  load: (signal: AbortSignal) => Promise<Value>,
): Refreshed<Value> {
  const [state, setState] = useState<Omit<Refreshed<Value>, 'refresh'>>({
    isLoading: true,
  });
  const running = useRef<AbortController>();

  const refresh = useCallback(async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    setState(before => ({ ...before, isLoading: true }));
    try {
      const value = await load(signal);
      if (!signal.aborted) {
        setState({ value, isLoading: false });
      }
    } catch (error) {
      if (!signal.aborted) {
        setState(({ value }) => ({
          value,
          error: error as Error,
          isLoading: false,
        }));
      }
    }
  }, [load]);

  useEffect(() => {
    refresh();
    const timer = setInterval(() => !document.hidden && refresh(), POLLING);
    return () => {
      clearInterval(timer);
      running.current?.abort();
    };
  }, [refresh]);

  return { ...state, refresh };
}
