import type { FileReference, JsonObject } from '../glossary';
import type { PageQuery } from './page';

/**
 * What a script may take.
 *
 * @public
 */
export interface ScriptLimitsInfo {
  /** Milliseconds by the clock. */
  readonly timeout: number;
  /** Milliseconds of the processor. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
}

/**
 * Where scripts can be run: an interpreter with what it has loaded.
 *
 * @public
 */
export interface ScriptEnvironmentInfo {
  /** By which models name it. */
  readonly name: string;
  /** In lower case, e.g. `python`. */
  readonly language: string;
  /** Whether scripts run here that name no environment. */
  readonly isDefault: boolean;
  /** For people. */
  readonly description?: string;
  /** Libraries that are loaded already. */
  readonly preload: readonly string[];
  /** What a script gets that asks for nothing. */
  readonly limits: ScriptLimitsInfo;
  /** The most that it can ask for. */
  readonly ceilings: ScriptLimitsInfo;
  /** Hosts that scripts can reach, of groups that they are granted to; none: no script has a network. */
  readonly network: readonly string[];
  /** Whether scripts run here just now, with all that should be loaded. */
  readonly isReady: boolean;
  /** What should be loaded, and is not installed. */
  readonly missing: readonly string[];
}

/**
 * All environments of scripts.
 *
 * @public
 */
export interface ScriptEnvironments {
  /** By language and name. */
  readonly items: readonly ScriptEnvironmentInfo[];
}

/**
 * Where a run of a script stands. `thrown`: it has thrown a BPMN error.
 *
 * @public
 */
export type ScriptAttemptState =
  | 'running'
  | 'completed'
  | 'failed'
  | 'thrown'
  | 'cancelled';

/**
 * The latest value of a number that a script follows.
 *
 * @public
 */
export interface ScriptMetric {
  /** As the script calls it. */
  readonly name: string;
  /** The latest. */
  readonly value: number;
  /** When it was said. */
  readonly at: string;
}

/**
 * How far a script is.
 *
 * @public
 */
export interface ScriptProgress {
  /** From 0 to 1. */
  readonly done: number;
  /** What it does just now. */
  readonly text?: string;
}

/**
 * A run of a script: a try of a script task, or one that somebody has repeated.
 *
 * @public
 */
export interface ScriptAttempt {
  /** Opaque. */
  readonly id: string;
  /** The process instance. */
  readonly instanceId: string;
  /** The version of the process whose element it runs. */
  readonly processDefinitionId: string;
  /** Id of the element in the model. */
  readonly elementId: string;
  /** The element instance. */
  readonly elementInstanceKey: number;
  /** The job; absent: it was repeated by hand. */
  readonly jobId?: string;
  /** Which try of its element instance: 1, 2, …; of one that was repeated, that of which it repeats. */
  readonly number: number;
  /** The run that it repeats. */
  readonly rerunOf?: string;
  /** In lower case, e.g. `python`. */
  readonly language: string;
  /** Name of the environment. */
  readonly environment: string;
  /** SHA-256 of the code, in hexadecimal. */
  readonly codeSha256: string;
  /** Whether the code is another one than that of the version. */
  readonly isEdited: boolean;
  /** Where it stands. */
  readonly state: ScriptAttemptState;
  /** Of one that has failed, e.g. `timeout`. */
  readonly failureKind?: string;
  /** Code of the BPMN error that it has thrown. */
  readonly errorCode?: string;
  /** For people: why it has not completed. */
  readonly message?: string;
  /** Line of the script where it has failed. */
  readonly line?: number;
  /** Milliseconds by the clock. */
  readonly wall?: number;
  /** Milliseconds of the processor. */
  readonly cpu?: number;
  /** Most bytes of memory at a time. */
  readonly memory?: number;
  /** Numbers that it follows. */
  readonly metrics: readonly ScriptMetric[];
  /** How far it is. */
  readonly progress?: ScriptProgress;
  /** Lines of its log. */
  readonly logLines: number;
  /** Bytes of its log. */
  readonly logBytes: number;
  /** When it began. */
  readonly startedAt: string;
  /** Who has it run: an entity ref, or the subject of a service. */
  readonly startedBy: string;
  /** When it ended; absent: it has not. */
  readonly endedAt?: string;
}

/**
 * A place in a script, or in what it called.
 *
 * @public
 */
export interface ScriptPlace {
  /** Name of the script, or of a file of a library. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Name of the function; absent: the script itself. */
  readonly function?: string;
  /** The line itself. */
  readonly code?: string;
  /** What the variables of the script were there, as short texts. */
  readonly values?: { readonly [name: string]: string };
}

/**
 * Something that a script has left.
 *
 * @public
 */
export interface ScriptArtifact {
  /** What kind it is of. */
  readonly kind: 'file' | 'figure' | 'table';
  /** Name of the file, without folders. */
  readonly name: string;
  /** For people. */
  readonly title?: string;
  /** Bytes. */
  readonly size: number;
  /** Of a table: its first rows. */
  readonly preview?: JsonObject;
  /** The file as variables have it; absent: its bytes are not kept. */
  readonly file?: FileReference;
}

/**
 * A run of a script with all that is known of it.
 *
 * @public
 */
export interface ScriptAttemptDetails extends ScriptAttempt {
  /** What was run. */
  readonly code: string;
  /** Variables that it saw by name; `{"$redacted": true}` if one is sensitive. */
  readonly inputs: JsonObject;
  /** Variables that it gave by name; `{"$redacted": true}` if one is sensitive. */
  readonly outputs?: JsonObject;
  /** Where it has failed, innermost last. */
  readonly trace?: readonly ScriptPlace[];
  /** What it has left. */
  readonly artifacts: readonly ScriptArtifact[];
}

/**
 * Which runs of scripts are wanted.
 *
 * @public
 */
export interface ScriptAttemptQuery extends PageQuery {
  /** Those of this element of the model only. */
  readonly elementId?: string;
}

/**
 * Which lines of a log are wanted.
 *
 * @public
 */
export interface ScriptLogQuery {
  /** `seq` of the line after which to begin; absent: from the beginning. */
  readonly after?: number;
  /** Most lines, 1 to 1,000. Default: 200. */
  readonly limit?: number;
}

/**
 * A line of a log.
 *
 * @public
 */
export interface ScriptLogLine {
  /** 1, 2, … within its run. */
  readonly seq: number;
  /** How urgent it is. */
  readonly level: 'debug' | 'info' | 'warning' | 'error';
  /** When it was said. */
  readonly at: string;
  /** Line of the script that has said it. */
  readonly line?: number;
  /** What was said, without what is sensitive. */
  readonly text: string;
}

/**
 * Lines of a log, in order.
 *
 * @public
 */
export interface ScriptLogLines {
  /** What was found; ask with the last `seq` for what comes next. */
  readonly items: readonly ScriptLogLine[];
}

/**
 * How a script is run once more.
 *
 * @public
 */
export interface RerunScriptRequest {
  /** Absent: as it was. */
  readonly code?: string;
  /** Instead of those of the same names that it saw. */
  readonly inputs?: JsonObject;
}
