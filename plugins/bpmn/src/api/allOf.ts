import type { Page } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** Most that one page of a list has. */
export const LARGEST_PAGE = 200;

/** What was found of a list. */
export interface Some<Item> {
  readonly items: readonly Item[];
  /** Whether there are more. */
  readonly isMore: boolean;
}

/** Reads a list page by page, up to so many items. */
export async function allOf<Item>(
  most: number,
  read: (page: { cursor?: string; limit: number }) => Promise<Page<Item>>,
): Promise<Some<Item>> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const limit = Math.min(LARGEST_PAGE, most - items.length);
    const page = await read({ ...(cursor && { cursor }), limit });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && items.length < most);
  return { items, isMore: cursor !== undefined };
}
