/**
 * Part of a list, in the order of the list.
 *
 * @public
 */
export interface Page<Item> {
  /** What was found. */
  readonly items: readonly Item[];
  /** Ask with it for what comes next; absent: there is nothing more. Opaque. */
  readonly nextCursor?: string;
}

/**
 * Which part of a list is wanted.
 *
 * @public
 */
export interface PageQuery {
  /** `nextCursor` of the page before; absent: from the beginning. */
  readonly cursor?: string;
  /** Most items, 1 to 200. Default: 50. */
  readonly limit?: number;
}
