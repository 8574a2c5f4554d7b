import type { Page } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback, useState } from 'react';
import { useLast } from './useLast';
import { useLoaded, type Loaded, type LoadOptions } from './useLoaded';

/** Where a page of a list begins. */
export interface PageStart {
  /** Absent: at the beginning. */
  readonly cursor?: string;
}

/** A page of a list, and the ways to others. */
export interface Pages<Item> extends Loaded<Page<Item>> {
  /** From 1. */
  readonly pageNumber: number;
  /** Undefined where there is none. */
  readonly next?: () => void;
  readonly previous?: () => void;
}

/**
 * Reads a list page by page. A page stays in view until the next one is there.
 *
 * @param ask - from `useCallback`: a new function is another list, which begins on its first page
 */
export function usePages<Item>(
  ask: (start: PageStart, signal: AbortSignal) => Promise<Page<Item>>,
  options?: LoadOptions<Page<Item>>,
): Pages<Item> {
  // Where each page begins, up to the one that is shown: there is no way to ask backwards.
  const [way, setWay] = useState<{
    readonly ask: unknown;
    readonly starts: readonly string[];
  }>({ ask, starts: [] });
  const starts = way.ask === ask ? way.starts : [];
  const cursor = starts.at(-1);

  const loaded = useLoaded<Page<Item>>(
    useCallback(
      signal => ask({ ...(cursor && { cursor }) }, signal),
      [ask, cursor],
    ),
    options,
  );
  const value = useLast(loaded.value, ask);

  const goTo = (target: readonly string[]) => () =>
    setWay({ ask, starts: target });
  const nextCursor = value?.nextCursor;
  // While a page is turned the cursor is still that of the last one: pressed twice it leads to the same page.
  const isTurning = loaded.value === undefined;
  const onwards = isTurning ? starts : [...starts, nextCursor ?? ''];
  return {
    ...loaded,
    value,
    pageNumber: starts.length + 1,
    next: nextCursor ? goTo(onwards) : undefined,
    previous: starts.length > 0 ? goTo(starts.slice(0, -1)) : undefined,
  };
}
