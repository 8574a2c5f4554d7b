import { useEffect } from 'react';

const QUESTION =
  'Your latest changes are not saved. Do you want to leave and lose them?';

/**
 * Asks before changes are lost: when the tab is closed, and when a link of the portal is followed.
 *
 * @param isDirty whether something is not saved yet
 * @param isStuck whether it will not be saved by itself either; until then, following a link just saves first
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
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element | null)?.closest?.('a[href]');
      const staysHere = !link || link.getAttribute('target') === '_blank';
      // There is no other way to ask before the router has gone.
      // eslint-disable-next-line no-alert
      if (isStuck && !staysHere && !window.confirm(QUESTION)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, true);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
    };
  }, [isDirty, isStuck]);
}
