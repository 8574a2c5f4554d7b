/**
 * A timer that begins instances of a process, of its latest version.
 *
 * @public
 */
export interface Schedule {
  /** Opaque. */
  readonly id: string;
  /** Id of the process; also its name in the catalog. */
  readonly processId: string;
  /** The start event whose timer it is. */
  readonly elementId: string;
  /** The version of the process. */
  readonly processDefinitionId: string;
  /** When it begins an instance next; absent: it is over, or paused. */
  readonly dueAt?: string;
  /** Since when it is paused. */
  readonly pausedAt?: string;
  /** Whether its next time is left out. */
  readonly skipsNext: boolean;
  /** Whether it will not begin any more. */
  readonly isOver: boolean;
  /** What becomes of times that were missed. */
  readonly catchUp: 'skip' | 'once' | 'all';
}

/**
 * Schedules of a process.
 *
 * @public
 */
export interface Schedules {
  /** What was found. */
  readonly items: readonly Schedule[];
}

/**
 * Whether the next time of a schedule is left out.
 *
 * @public
 */
export interface SkipScheduleRequest {
  /** Whether the next time is left out. */
  readonly skipsNext: boolean;
}
