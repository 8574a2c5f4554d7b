import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Mail,
  MailState,
  Page,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback, useEffect, useState } from 'react';
import { bpmnApiRef } from '../api';
import { useAsked, type Asked } from './useAsked';

const PAGE_SIZE = 25;

/** A page of mails, and the ways to others. */
export interface MailPages extends Asked<Page<Mail>> {
  /** Undefined where there is none. */
  readonly next?: () => void;
  readonly previous?: () => void;
}

/** Mails as the back end has them now, page by page. */
export function useMails(state: MailState | undefined): MailPages {
  const api = useApi(bpmnApiRef);
  // Where each page begins, up to the one that is shown: there is no way to ask backwards.
  const [starts, setStarts] = useState<readonly string[]>([]);
  useEffect(() => setStarts([]), [state]);
  const cursor = starts.at(-1);
  const ask = useCallback(
    (signal: AbortSignal) =>
      api.listMails({ state, cursor, limit: PAGE_SIZE }, { signal }),
    [api, state, cursor],
  );
  const mails = useAsked<Page<Mail>>(ask, { isLive: true });
  const nextCursor = mails.value?.nextCursor;
  return {
    ...mails,
    next: nextCursor
      ? () => setStarts(before => [...before, nextCursor])
      : undefined,
    previous:
      starts.length > 0
        ? () => setStarts(before => before.slice(0, -1))
        : undefined,
  };
}
