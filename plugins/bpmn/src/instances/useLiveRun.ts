import { useRef } from 'react';
import type { Loaded } from '../parts/useLoaded';
import { useSoon } from '../parts/useSoon';
import { RunHistory, useHistory } from './useHistory';
import { Run, useRun } from './useRun';

/** What comes within this time is shown at once, in milliseconds. */
const PAUSE = 250;

/** A run that moves while one looks at it. */
export interface LiveRun {
  readonly run: Loaded<Run>;
  readonly history: RunHistory;
}

/** Loads a run, and again shortly after something has happened in it. */
export function useLiveRun(instanceId: string): LiveRun {
  const run = useRun(instanceId);
  const first = useRef<{ readonly id: string; readonly revision: number }>();
  if (run.value && first.current?.id !== instanceId) {
    const { revision } = run.value.instance;
    first.current = { id: instanceId, revision };
  }
  const isKnown = first.current?.id === instanceId;
  const history = useHistory(
    instanceId,
    isKnown ? first.current?.revision : undefined,
    useSoon(run.reload, PAUSE),
  );
  return { run, history };
}
