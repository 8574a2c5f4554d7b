import { useEffect } from 'react';

const QUESTION = 'Your latest changes are not saved. Do you want to leave?';

/**
 * Asks before changes are left behind: when the tab is closed, when a link of the portal is followed, and when somebody goes back.
 *
 * @param isDirty whether something is not saved yet
 * @param isStuck whether it will not be saved by itself either; until then, leaving the page just saves first
 */
export function useLeaveWarning({
  isDirty,
  isStuck,
}: {
  readonly isDirty: () => boolean;
  readonly isStuck: boolean;
}): void {
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => {
      if (isDirty()) {
        event.preventDefault();
        event.returnValue = '';
      }
    };
    window.addEventListener('beforeunload', onUnload);
    return () => window.removeEventListener('beforeunload', onUnload);
  }, [isDirty]);

  useEffect(() => {
    if (!isStuck) {
      return undefined;
    }
    const onPopState = backGuard();
    document.addEventListener('click', onClick, true);
    // Before the router, which listens as well.
    window.addEventListener('popstate', onPopState, true);
    return () => {
      document.removeEventListener('click', onClick, true);
      window.removeEventListener('popstate', onPopState, true);
    };
  }, [isStuck]);
}

// There is no other way to ask before the router has gone.
// eslint-disable-next-line no-alert
const mayLeave = () => window.confirm(QUESTION);

function onClick(event: MouseEvent) {
  const link = (event.target as Element | null)?.closest?.('a[href]');
  const staysHere = !link || link.getAttribute('target') === '_blank';
  if (!staysHere && !mayLeave()) {
    event.preventDefault();
    event.stopPropagation();
  }
}

/** The browser has gone already when it tells: whoever wants to stay is brought back before the router hears of it. */
function backGuard() {
  const here = positionOf(window.history.state);
  return (event: PopStateEvent) => {
    const there = positionOf(event.state);
    const isElsewhere =
      here !== undefined && there !== undefined && there !== here;
    if (isElsewhere && !mayLeave()) {
      event.stopImmediatePropagation();
      window.history.go(here - there);
    }
  };
}

/** The router numbers the entries of the history. */
function positionOf(state: unknown): number | undefined {
  const { idx } = (state ?? {}) as { readonly idx?: unknown };
  return typeof idx === 'number' ? idx : undefined;
}
