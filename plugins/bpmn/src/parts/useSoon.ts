import { useCallback, useEffect, useRef } from 'react';

/**
 * Does something a moment after it was asked for, once for all who ask until then. Who asks while it is being done has it done again
 * afterwards: it is never put off, and never done twice at a time.
 */
export function useSoon(act: () => Promise<void>, pause: number): () => void {
  const latest = useRef(act);
  latest.current = act;
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const isRunning = useRef(false);
  const isAgain = useRef(false);
  const isMounted = useRef(true);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, []);

  return useCallback(() => {
    const run = async () => {
      isRunning.current = true;
      await latest.current();
      isRunning.current = false;
      timer.current = undefined;
      if (isAgain.current && isMounted.current) {
        isAgain.current = false;
        timer.current = setTimeout(run, pause);
      }
    };
    if (isRunning.current) {
      isAgain.current = true;
    } else {
      timer.current ??= setTimeout(run, pause);
    }
  }, [pause]);
}
