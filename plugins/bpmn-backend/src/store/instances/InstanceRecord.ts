import type { ProcessInstanceState } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  InstanceRows,
  Key,
  StoredRows,
  StoredWrites,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { TaskMeant, TaskWrites } from './TaskWrites';

/** The row of a process instance: what a host knows of it besides what the engine needs. Times are epoch milliseconds. */
export interface InstanceRecord {
  /** UUIDv7. */
  readonly id: string;
  readonly definitionId: string;
  /** The process id as the catalog compares it. */
  readonly processKey: string;
  readonly processId: string;
  /** Entity ref of the group that owns it. */
  readonly ownerRef: string;
  readonly state: ProcessInstanceState;
  /** Counts commands; guards all rows of the instance. */
  readonly revision: number;
  /** The last key that the engine was given. */
  readonly lastKey: Key;
  readonly rootKey: Key;
  readonly elementCount: number;
  readonly incidentCount: number;
  /** Bytes of JSON of all its variables, while it runs. */
  readonly variableBytes: number;
  readonly businessKey?: string;
  /** Entity ref, or the subject of a service. */
  readonly startedBy: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  /** When its history can go. */
  readonly removeAt?: number;
  /** The call activity that waits for it. */
  readonly caller?: { readonly instanceId: string; readonly waitKey: Key };
}

/** A process instance as plain data. */
export interface StoredInstance {
  readonly record: InstanceRecord;
  readonly stored: StoredRows;
  /** Characters of what it holds besides its variables, as JSON. */
  readonly keptBytes: number;
}

/** A process instance as a store gives it. */
export interface LoadedInstance {
  readonly record: InstanceRecord;
  /** All rows, or those that were asked for; it notes what is written. */
  readonly rows: InstanceRows;
  /** Characters of what it holds besides its variables, as JSON, at most. */
  readonly keptBytes: number;
}

/** One value that a variable was given. A large or secret one is not kept itself. */
export interface LedgerRow {
  readonly scopeKey: Key;
  readonly name: string;
  /** JSON text. */
  readonly value?: string;
  /** SHA-256 of the JSON text, in hexadecimal. */
  readonly hash?: string;
  /** Bytes of the JSON text. */
  readonly size?: number;
}

/** What is to be told to another instance or to the world after the commit. */
export interface OutboxRow {
  /** UUIDv7: what the deed is idempotent by. */
  readonly id: string;
  readonly kind: string;
  readonly dueAt: number;
  /** Of a message: its name, key, who sends it, and when it is given up. */
  readonly topic?: string;
  readonly correlationKey?: string;
  readonly senderRef?: string;
  readonly expiresAt?: number;
  /** Of a call: what waits for it. */
  readonly waitKey?: Key;
  /** JSON text. */
  readonly details: string;
}

/** Everything that one command writes, in one transaction. */
export interface InstanceWrite {
  /** As it is afterwards: its revision is one more than the one expected. */
  readonly record: InstanceRecord;
  readonly rows: StoredWrites;
  readonly at: number;
  /** Who gave the command: an entity ref, or the subject of a service. */
  readonly actor: string;
  /** Changes as JSON text, without values that are nobody's business. */
  readonly changes: string;
  readonly ledger: readonly LedgerRow[];
  readonly outbox: readonly OutboxRow[];
  /** Id of the outbox row whose deed this command is: it goes with it, and nothing is written if it is gone already. */
  readonly settles?: string;
  /** The lease that whoever completes a job has to hold still. */
  readonly lease?: { readonly waitKey: Key; readonly attempt: string };
  /** Waits that are suspended or resumed with the instance, and stay as they are otherwise. */
  readonly waitsSuspended?: readonly Key[];
  /** User tasks, if it concerns any. */
  readonly tasks?: TaskWrites;
  /** The user task that has to be open still, and assigned to the same person. */
  readonly task?: TaskMeant;
}
