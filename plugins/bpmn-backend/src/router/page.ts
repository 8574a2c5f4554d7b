import type { Page } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** A time as it is sent. */
export const isoTime = (epoch: number): string => new Date(epoch).toISOString();

/** A time that was sent, if one was. */
export const optionalEpoch = (time: string | undefined): number | undefined =>
  time === undefined ? undefined : Date.parse(time);

/** A page as it is sent. */
export function toPage<Row, Item>(
  page: { readonly rows: readonly Row[]; readonly nextCursor?: string },
  toItem: (row: Row) => Item,
): Page<Item> {
  const { rows, nextCursor } = page;
  return { items: rows.map(toItem), ...(nextCursor && { nextCursor }) };
}
