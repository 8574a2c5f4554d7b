import { useEffect, useRef, useState, type RefObject } from 'react';

/** Whether an element is in view. Where that cannot be told, it is. */
export function useInView<Shown extends Element>(): readonly [
  RefObject<Shown>,
  boolean,
] {
  const element = useRef<Shown>(null);
  const canTell = typeof IntersectionObserver !== 'undefined';
  const [isInView, setIsInView] = useState(!canTell);
  useEffect(() => {
    if (!canTell || !element.current) {
      return undefined;
    }
    const observer = new IntersectionObserver(seen =>
      setIsInView(seen[seen.length - 1].isIntersecting),
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [canTell]);
  return [element, isInView];
}
