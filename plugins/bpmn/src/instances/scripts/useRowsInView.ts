import { RefObject, useCallback, useEffect, useState } from 'react';

/** Height of a row in pixels. */
export const ROW = 20;

/** Rows beyond both ends that are there already when one scrolls. */
const SPARE = 20;
const AT_FIRST = 60;

/** Which rows of a long list have to be in the page. */
export function useRowsInView(box: RefObject<HTMLElement>, count: number) {
  const [range, setRange] = useState({ first: 0, last: AT_FIRST });
  const onScroll = useCallback(() => {
    const { scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    const top = Math.floor(scrollTop / ROW);
    const rows = Math.max(AT_FIRST, Math.ceil(clientHeight / ROW));
    const first = Math.max(0, top - SPARE);
    const last = top + rows + SPARE;
    setRange(old =>
      old.first === first && old.last === last ? old : { first, last },
    );
  }, [box]);
  useEffect(onScroll, [onScroll, count]);
  return { ...range, onScroll };
}
