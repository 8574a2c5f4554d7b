import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { HistoryEntry } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { allOf, bpmnApiRef } from '../api';
import { followInView } from '../parts/followInView';

/** So many of the latest commands are read at first, and each time that one wants to see earlier ones. */
const SOME = 500;

/** What has happened in a run, as far as it was read. */
export interface RunHistory {
  /** In order. */
  readonly entries: readonly HistoryEntry[];
  /** Whether there are earlier ones. */
  readonly isMore: boolean;
  readonly readEarlier: () => Promise<void>;
  readonly error?: Error;
}

/** Entries that were read, all that came after a revision. */
interface Known {
  readonly from: number;
  readonly entries: readonly HistoryEntry[];
}

/**
 * Reads what has happened in a run, and follows what happens.
 *
 * @param revision - of the run when it was read first; absent: not read yet
 * @param onNews - told of each command that comes
 */
export function useHistory(
  instanceId: string,
  revision: number | undefined,
  onNews: () => void,
): RunHistory {
  const api = useApi(bpmnApiRef);
  const [known, setKnown] = useState<Known>({ from: 0, entries: [] });
  const [error, setError] = useState<Error>();
  const tell = useRef(onNews);
  tell.current = onNews;

  const read = useReader(instanceId);

  useEffect(() => {
    if (revision === undefined) {
      return undefined;
    }
    let last: number | undefined;
    return followInView<HistoryEntry>({
      async *open(signal) {
        if (last === undefined) {
          const latest = await read(revision, signal);
          if (signal.aborted) {
            return;
          }
          last = revision;
          setKnown(latest);
        }
        yield* api.followInstance({ instanceId, after: last }, { signal });
      },
      onItem: entry => {
        last = entry.revision;
        setKnown(all => ({ ...all, entries: [...all.entries, entry] }));
        tell.current();
      },
      onEnd: () => tell.current(),
      onError: setError,
    });
  }, [api, instanceId, read, revision]);

  const { from, entries } = known;
  const readEarlier = useCallback(async () => {
    try {
      const earlier = await read(from);
      setKnown(later => joined(earlier, later));
    } catch (problem) {
      setError(problem as Error);
    }
  }, [from, read]);

  return { entries, isMore: from > 0, readEarlier, error };
}

const joined = (earlier: Known, later: Known): Known => ({
  from: earlier.from,
  entries: [...earlier.entries, ...later.entries],
});

/** Reads what has happened in a run up to a revision: some of it. */
function useReader(instanceId: string) {
  const api = useApi(bpmnApiRef);
  return useCallback(
    async (until: number, signal?: AbortSignal): Promise<Known> => {
      const from = Math.max(0, until - SOME);
      if (from === until) {
        return { from, entries: [] };
      }
      const { items } = await allOf(until - from, page =>
        api.listHistory({ instanceId, after: from, ...page }, { signal }),
      );
      const entries = items.filter(entry => entry.revision <= until);
      return { from, entries };
    },
    [api, instanceId],
  );
}
