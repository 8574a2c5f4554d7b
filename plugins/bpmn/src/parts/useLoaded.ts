import { useCallback, useEffect, useState } from 'react';

/** Something that is asked of the back end. */
export interface Loaded<Value> {
  /** What was answered last; it stays while one asks again. */
  readonly value?: Value;
  /** Why there is no answer, or no newer one. */
  readonly error?: Error;
  /** Whether one asks just now. */
  readonly isLoading: boolean;
  /** Asks again. */
  readonly reload: () => void;
}

/** How often one asks. */
export interface LoadOptions<Value> {
  /** Milliseconds after which one asks again while the page is in view, as the last answer says; absent: once. */
  readonly every?: number | ((value: Value | undefined) => number | undefined);
}

/**
 * Asks for something, and again whenever the question is another one.
 *
 * @param ask - from `useCallback`: a new function is a new question
 */
export function useLoaded<Value>(
  ask: (signal: AbortSignal) => Promise<Value>,
  { every }: LoadOptions<Value> = {},
): Loaded<Value> {
  const [answer, setAnswer] = useState<{
    readonly ask?: unknown;
    readonly value?: Value;
    readonly error?: Error;
  }>({});
  const [round, setRound] = useState(0);
  const [isLoading, setIsLoading] = useState(true);

  useEffect(() => {
    const controller = new AbortController();
    setIsLoading(true);
    ask(controller.signal).then(
      value => {
        if (!controller.signal.aborted) {
          setAnswer({ ask, value });
          setIsLoading(false);
        }
      },
      (error: Error) => {
        if (!controller.signal.aborted) {
          // What is shown stays, unless it answers another question.
          setAnswer(last =>
            last.ask === ask ? { ...last, error } : { ask, error },
          );
          setIsLoading(false);
        }
      },
    );
    return () => controller.abort();
  }, [ask, round]);

  const reload = useCallback(() => setRound(last => last + 1), []);
  const pause = typeof every === 'function' ? every(answer.value) : every;
  useRepeated(reload, pause);

  const isCurrent = answer.ask === ask;
  return {
    value: isCurrent ? answer.value : undefined,
    error: isCurrent ? answer.error : undefined,
    isLoading: isLoading || !isCurrent,
    reload,
  };
}

/** Does something every so many milliseconds while the page is in view. */
function useRepeated(act: () => void, pause: number | undefined) {
  useEffect(() => {
    if (pause === undefined) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') {
        act();
      }
    }, pause);
    return () => clearInterval(timer);
  }, [pause, act]);
}
