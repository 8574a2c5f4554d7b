/** What is shown at an element. */
export interface ElementMark {
  /** How often it runs just now. */
  readonly tokens?: number;
  /** How many incidents wait there. */
  readonly incidents?: number;
  /** Whether it was completed at least once. */
  readonly isDone?: boolean;
}

/** What is shown at the elements of a diagram, by their ids. */
export type DiagramMarks = Readonly<Record<string, ElementMark>>;

/** Marks in words. */
export function markInWords({ tokens, incidents, isDone }: ElementMark) {
  return [
    incidents && `${incidents} incident${incidents === 1 ? '' : 's'}`,
    tokens && (tokens === 1 ? 'running' : `running ${tokens} times`),
    isDone && !tokens && 'done',
  ]
    .filter(Boolean)
    .join(', ');
}
