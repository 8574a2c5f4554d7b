import { useApi } from '@backstage/frontend-plugin-api';
import {
  processIdKey,
  type BpmnApi,
  type Draft,
  type ProcessDefinition,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback, useState } from 'react';
import { bpmnApiRef } from '../../api';
import { useLoaded } from '../../parts/useLoaded';

const EVERY = 60_000;

/** The latest version of the process, if it was not deployed from the draft and nobody has decided yet to go on nevertheless. */
export function useOtherVersion(opened: Draft): {
  readonly other?: ProcessDefinition;
  /** Goes on with the draft: nothing is said of this version any more. */
  readonly ignore: () => void;
} {
  const api = useApi(bpmnApiRef);
  const { value } = useLoaded(
    useCallback(
      signal => findOtherVersion({ api, opened, signal }),
      [api, opened],
    ),
    { every: EVERY },
  );
  const key = `bpmn-draft-${opened.id}-goes-on-after`;
  const [ignored, setIgnored] = useState(() => recall(key));
  const ignore = useCallback(() => {
    if (value) {
      remember(key, value.id);
      setIgnored(value.id);
    }
  }, [key, value]);
  return { other: value?.id === ignored ? undefined : value, ignore };
}

async function findOtherVersion({
  api,
  opened,
  signal,
}: {
  readonly api: BpmnApi;
  /** As it was read when it was opened. */
  readonly opened: Draft;
  readonly signal: AbortSignal;
}): Promise<ProcessDefinition | undefined> {
  const { processId, ownerRef } = opened;
  // The id itself comes before all that begins with it. A process that was never deployed is not missing, so it is not asked for by its name.
  const {
    items: [latest],
  } = await api.listProcesses(
    { ownerRef, processIdPrefix: processId, limit: 1 },
    { signal },
  );
  if (
    !latest ||
    processIdKey(latest.processId) !== processIdKey(processId) ||
    latest.id === opened.deployed?.processDefinitionId
  ) {
    return undefined;
  }
  // It may be deployed from here in the meantime.
  const { items } = await api.listDrafts({ processId, ownerRef }, { signal });
  const present = items.find(({ id }) => id === opened.id);
  return isTakenBackBy(present ?? opened, { latest, opened })
    ? latest
    : undefined;
}

/** A draft that was never deployed is taken for one of the version that was there when it was saved. */
function isTakenBackBy(
  { deployed, contentHash }: Draft,
  { latest, opened }: { latest: ProcessDefinition; opened: Draft },
): boolean {
  if (latest.contentHash === contentHash) {
    return false;
  }
  return deployed
    ? deployed.processDefinitionId !== latest.id
    : Date.parse(latest.deployedAt) > Date.parse(opened.savedAt);
}

// A browser that keeps nothing says it again: that is no harm.

function recall(key: string): string | undefined {
  try {
    return window.localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function remember(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // Said again.
  }
}
