import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Mail,
  MailState,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback } from 'react';
import { bpmnApiRef } from '../api';
import { usePages, type Pages, type PageStart } from '../parts/usePages';

const PAGE_SIZE = 25;

/** How often one looks for mails, in milliseconds. */
const POLLING = 5_000;

/** Mails as the back end has them now, page by page. */
export function useMails(state: MailState | undefined): Pages<Mail> {
  const api = useApi(bpmnApiRef);
  const ask = useCallback(
    (start: PageStart, signal: AbortSignal) =>
      api.listMails({ state, ...start, limit: PAGE_SIZE }, { signal }),
    [api, state],
  );
  return usePages<Mail>(ask, { every: POLLING });
}
