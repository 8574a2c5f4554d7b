import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Diagram } from './createDiagram';
import type { DiagramMarks } from './marks';

/** What a diagram shows. */
export interface DiagramContent {
  readonly xml: string;
  readonly marks: DiagramMarks;
  readonly selected?: string;
  readonly onSelect?: (elementId: string | undefined) => void;
}

/** Draws a model into an element of the page, once what draws it is loaded. */
export function useDiagram(
  container: RefObject<HTMLElement>,
  { xml, marks, selected, onSelect }: DiagramContent,
) {
  const [diagram, setDiagram] = useState<Diagram>();
  const [error, setError] = useState<Error>();
  const select = useRef(onSelect);
  select.current = onSelect;
  const isSelectable = onSelect !== undefined;

  useEffect(() => {
    let isWanted = true;
    let made: Diagram | undefined;
    const make = async () => {
      const { createDiagram } = await import('./createDiagram');
      if (!isWanted || !container.current) {
        return;
      }
      const choose = (id: string | undefined) => select.current?.(id);
      made = createDiagram(
        container.current,
        isSelectable ? choose : undefined,
      );
      await made.draw(xml);
      if (isWanted) {
        setDiagram(made);
      }
    };
    setError(undefined);
    make().catch(problem => isWanted && setError(problem));
    return () => {
      isWanted = false;
      setDiagram(undefined);
      made?.destroy();
    };
  }, [container, xml, isSelectable]);

  useEffect(() => {
    diagram?.mark({ marks, selected });
  }, [diagram, marks, selected]);

  return { diagram, error };
}
