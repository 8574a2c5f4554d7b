import { createContext, useCallback, useContext, useState } from 'react';

/** What somebody has typed to run a script again. */
export interface RerunDraft {
  readonly code: string;
  /** Inputs that are to be different, as JSON. */
  readonly text: string;
}

/** What was typed on a page, by the run of the script: it is there again when one comes back. */
export const RerunDrafts = createContext<Map<string, RerunDraft> | undefined>(
  undefined,
);

/** What is typed to run a script again. */
export function useRerunDraft(attemptId: string, atFirst: () => RerunDraft) {
  const drafts = useContext(RerunDrafts);
  const [draft, setDraft] = useState(() => drafts?.get(attemptId) ?? atFirst());
  const change = useCallback(
    (typed: Partial<RerunDraft>) =>
      setDraft(last => {
        const next = { ...last, ...typed };
        drafts?.set(attemptId, next);
        return next;
      }),
    [attemptId, drafts],
  );
  return { draft, change };
}
