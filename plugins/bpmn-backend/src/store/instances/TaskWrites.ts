import type { Key } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';

/** An open user task, as a command has made or changed it. Times are epoch milliseconds. */
export interface TaskRow {
  /** That of its wait. */
  readonly key: Key;
  /** UUIDv7; not written over that of a task that is there. */
  readonly id: string;
  readonly elementInstanceKey: Key;
  readonly elementId: string;
  readonly name: string;
  /** Entity ref. */
  readonly assignee?: string;
  /** In the place of an assignee: the relation by which the catalog names one. */
  readonly assigneeRelation?: string;
  /** Entity refs of users and groups, and relations by which the catalog names some, each once. */
  readonly candidates: readonly string[];
  readonly dueAt?: number;
  readonly followUpAt?: number;
  readonly priority: number;
  /** JSON text. */
  readonly form?: string;
}

/** A user task that is not open any more. */
export interface TaskEnd {
  readonly key: Key;
  readonly state: 'completed' | 'canceled';
  readonly outcome?: string;
}

/** What somebody has answered. */
export interface TaskDecision {
  /** UUIDv7. */
  readonly id: string;
  /** How it came: `portal`, `mail`, `api`, … */
  readonly channel: string;
  readonly outcome?: string;
  readonly comment?: string;
  /** SHA-256 of what was shown, in hexadecimal. */
  readonly shownHash?: string;
}

/** What a command writes of user tasks. */
export interface TaskWrites {
  readonly put: readonly TaskRow[];
  readonly ended: readonly TaskEnd[];
}

/** The open user task that a command is meant for, as whoever gave it has seen it; and their answer, where it is one. */
export interface TaskMeant {
  readonly waitKey: Key;
  /** Entity ref; absent: nobody, by name. */
  readonly assignee?: string;
  /** Entity ref of whom it was assigned to then, by name or by a relation. */
  readonly holder?: string;
  readonly decision?: TaskDecision;
}
