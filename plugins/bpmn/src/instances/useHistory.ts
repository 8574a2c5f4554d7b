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
  const [entries, setEntries] = useState<readonly HistoryEntry[]>([]);
  const [from, setFrom] = useState(0);
  const [error, setError] = useState<Error>();
  const tell = useRef(onNews);
  tell.current = onNews;

  const read = useReader(instanceId);

  useEffect(() => {
    if (revision === undefined) {
      return undefined;
    }
    const first = Math.max(0, revision - SOME);
    let last: number | undefined;
    return followInView<HistoryEntry>({
      async *open(signal) {
        if (last === undefined) {
          const known = revision > 0 ? await read(first, revision, signal) : [];
          if (signal.aborted) {
            return;
          }
          last = revision;
          setFrom(first);
          setEntries(known);
        }
        const input = { instanceId, after: last };
        yield* api.followInstance(input, { signal });
      },
      onItem: entry => {
        last = entry.revision;
        setEntries(known => [...known, entry]);
        tell.current();
      },
      onEnd: () => tell.current(),
      onError: setError,
    });
  }, [api, instanceId, read, revision]);

  const readEarlier = useCallback(async () => {
    const first = Math.max(0, from - SOME);
    try {
      const earlier = await read(first, from);
      setEntries(last => [...earlier, ...last]);
      setFrom(first);
    } catch (problem) {
      setError(problem as Error);
    }
  }, [from, read]);

  return { entries, isMore: from > 0, readEarlier, error };
}

/** Reads what has happened after one revision, up to another. */
function useReader(instanceId: string) {
  const api = useApi(bpmnApiRef);
  return useCallback(
    async (after: number, until: number, signal?: AbortSignal) => {
      const { items } = await allOf(until - after, page =>
        api.listHistory({ instanceId, after, ...page }, { signal }),
      );
      return items.filter(entry => entry.revision <= until);
    },
    [api, instanceId],
  );
}
