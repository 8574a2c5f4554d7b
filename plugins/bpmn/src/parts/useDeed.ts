import { useCallback, useEffect, useRef, useState } from 'react';

/** Something that one can do. */
export interface Deed<Argument = void> {
  /** Does it, unless it is being done. */
  readonly run: (argument: Argument) => void;
  /** Whether it is being done. */
  readonly isRunning: boolean;
  /** Why it could not be done. */
  readonly error?: Error;
  /** Forgets that it could not be done. */
  readonly forget: () => void;
}

/** Does something when it is asked to, once at a time. */
export function useDeed<Argument = void>(
  act: (argument: Argument) => Promise<unknown>,
): Deed<Argument> {
  const [isRunning, setIsRunning] = useState(false);
  const [error, setError] = useState<Error>();
  const isBusy = useRef(false);
  const isMounted = useRef(true);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);

  const run = useCallback(
    async (argument: Argument) => {
      if (isBusy.current) {
        return;
      }
      isBusy.current = true;
      setIsRunning(true);
      setError(undefined);
      const problem = await act(argument).then(
        () => undefined,
        (reason: Error) => reason,
      );
      isBusy.current = false;
      if (isMounted.current) {
        setError(problem);
        setIsRunning(false);
      }
    },
    [act],
  );
  const forget = useCallback(() => setError(undefined), []);

  return { run, isRunning, error, forget };
}
