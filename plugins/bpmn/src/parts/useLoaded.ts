import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type MutableRefObject,
} from 'react';

/** Something that is asked of the back end. */
export interface Loaded<Value> {
  /** What was answered last; it stays while one asks again. */
  readonly value?: Value;
  /** Why there is no answer, or no newer one. */
  readonly error?: Error;
  /** Asks again; done when there is an answer, or none is wanted any more. */
  readonly reload: () => Promise<void>;
}

/** How often one asks. */
export interface LoadOptions<Value> {
  /** Milliseconds after which one asks again while the page is in view, as the last answer says; absent: once. */
  readonly every?: number | ((value: Value | undefined) => number | undefined);
  /** Whether one asks at all; what is known stays while one does not. Absent: yes. */
  readonly isWanted?: boolean;
}

type Ask<Value> = (signal: AbortSignal) => Promise<Value>;

interface Answer<Value> {
  readonly ask?: Ask<Value>;
  readonly value?: Value;
  readonly error?: Error;
}

/**
 * Asks for something, and again whenever the question is another one.
 *
 * @param ask - from `useCallback`: a new function is a new question
 */
export function useLoaded<Value>(
  ask: Ask<Value>,
  { every, isWanted = true }: LoadOptions<Value> = {},
): Loaded<Value> {
  const [answer, setAnswer] = useState<Answer<Value>>({});
  const running = useRef<AbortController>();
  const answered = useRef<Ask<Value>>();
  const question = useRef(ask);
  question.current = ask;

  const reload = useCallback(async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const asked = question.current;
    const { value, error } = await outcomeOf(asked(controller.signal));
    if (controller.signal.aborted) {
      return;
    }
    running.current = undefined;
    answered.current = asked;
    // What is shown stays, unless it answers another question.
    setAnswer(last =>
      error && last.ask === asked
        ? { ...last, error }
        : { ask: asked, value, error },
    );
  }, []);
  useEffect(() => {
    if (isWanted && answered.current !== ask) {
      reload();
    }
    return () => stop(running);
  }, [ask, isWanted, reload]);

  const isCurrent = answer.ask === ask;
  const value = isCurrent ? answer.value : undefined;
  // Whoever is slow is not asked once more before there is an answer.
  const askAgain = useCallback(() => {
    if (!running.current) {
      reload();
    }
  }, [reload]);
  const pause = typeof every === 'function' ? every(value) : every;
  useRepeated(askAgain, isWanted ? pause : undefined);

  return { value, error: isCurrent ? answer.error : undefined, reload };
}

/** Stops asking: no answer is wanted any more. */
function stop(running: MutableRefObject<AbortController | undefined>) {
  running.current?.abort();
  running.current = undefined;
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

async function outcomeOf<Value>(
  asked: Promise<Value>,
): Promise<{ readonly value?: Value; readonly error?: Error }> {
  try {
    return { value: await asked };
  } catch (error) {
    return { error: error as Error };
  }
}
