import type {
  FileReference,
  JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  LogLevel,
  ScriptFailureKind,
  ScriptFrame,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/** A run of a script that begins. */
export interface NewScriptAttempt {
  /** UUIDv7. */
  readonly id: string;
  readonly instanceId: string;
  /** The version whose element it runs. */
  readonly definitionId: string;
  readonly elementId: string;
  readonly elementInstanceKey: number;
  /** The job; absent: it is repeated by hand. */
  readonly waitKey?: number;
  readonly language: string;
  readonly environment: string;
  /** SHA-256 of the code, in hexadecimal. */
  readonly sourceHash: string;
  /** The code, if it is not that of the version. */
  readonly editedSource?: string;
  /** Without what is sensitive. */
  readonly inputs: JsonObject;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Who has it run: an entity ref, or the subject of a service. */
  readonly startedBy: string;
  /** The attempt that is repeated. */
  readonly rerunOf?: { readonly id: string; readonly number: number };
}

/** Where a run stands. */
export type ScriptAttemptState =
  | 'running'
  | 'completed'
  | 'failed'
  | 'thrown'
  | 'cancelled';

/** How a run has ended, without what is sensitive. */
export interface ScriptEnding {
  readonly state: Exclude<ScriptAttemptState, 'running'>;
  readonly endedAt: number;
  readonly outputs?: JsonObject;
  readonly failureKind?: ScriptFailureKind;
  readonly errorCode?: string;
  readonly message?: string;
  readonly line?: number;
  readonly trace?: readonly ScriptFrame[];
  readonly wall?: number;
  readonly cpu?: number;
  readonly memory?: number;
}

/** The latest value of a number that a script follows. */
export interface ScriptMetric {
  readonly name: string;
  readonly value: number;
  /** Epoch milliseconds. */
  readonly time: number;
}

/** How far a script is. */
export interface ScriptProgress {
  /** From 0 to 1. */
  readonly done: number;
  readonly text?: string;
}

/** A run, without what can be large. */
export interface ScriptAttemptRow
  extends Omit<NewScriptAttempt, 'inputs' | 'editedSource' | 'rerunOf'>,
    Omit<ScriptEnding, 'state' | 'endedAt' | 'outputs' | 'trace'> {
  readonly number: number;
  readonly isEdited: boolean;
  readonly state: ScriptAttemptState;
  readonly seenAt: number;
  readonly endedAt?: number;
  readonly metrics: readonly ScriptMetric[];
  readonly progress?: ScriptProgress;
  readonly logLines: number;
  readonly logBytes: number;
  readonly rerunOf?: string;
}

/** A run with all that is known of it. */
export interface ScriptAttemptRecord extends ScriptAttemptRow {
  readonly inputs: JsonObject;
  readonly outputs?: JsonObject;
  readonly trace?: readonly ScriptFrame[];
  /** The code, if it is not that of the version. */
  readonly editedSource?: string;
  readonly artifacts: readonly ScriptArtifactRow[];
}

/** A line of a log. */
export interface ScriptLogRow {
  /** 1, 2, … within its run. */
  readonly seq: number;
  readonly level: LogLevel;
  /** Epoch milliseconds. */
  readonly time: number;
  /** Of the script. */
  readonly line?: number;
  readonly text: string;
}

/** Something that a script has left. */
export interface ScriptArtifactRow {
  readonly kind: 'file' | 'figure' | 'table';
  readonly name: string;
  readonly title?: string;
  /** Bytes. */
  readonly size: number;
  readonly preview?: JsonObject;
  /** Absent: its bytes are not kept. */
  readonly file?: FileReference;
}
