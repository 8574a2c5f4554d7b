import type { Readable } from 'node:stream';
import type {
  FileReference,
  JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/**
 * What one script may take.
 *
 * @public
 */
export interface ScriptLimits {
  /** Wall time, in milliseconds. */
  readonly timeout: number;
  /** CPU time, in milliseconds. */
  readonly cpu: number;
  /** Memory of all its processes together, in bytes. */
  readonly memory: number;
}

/**
 * A file that a script gets.
 *
 * @public
 */
export interface ScriptFile {
  /** The reference to it, wherever it stands among the inputs. */
  readonly reference: FileReference;
  /**
   * Its bytes, from the beginning. Called at most once for each run. What is read ends in an error of the name `OtherSize` if what is stored is
   * not as large as the reference says: trying again is of no use.
   */
  open(): Promise<Readable>;
}

/**
 * One run of a script, as it is handed to a {@link ScriptRunner}.
 *
 * @public
 */
export interface ScriptTask {
  /** Opaque. Names this run: no two have the same. */
  readonly id: string;
  /** `python` or `r`. */
  readonly language: string;
  /** Name of a configured environment; absent: the default one of the language. */
  readonly environment?: string;
  /** Entity reference of the group in whose name it runs: what it may use, and its share of the runner. */
  readonly owner: string;
  /** What tracebacks call the script. */
  readonly name: string;
  /** The script itself. */
  readonly code: string;
  /** Variables that the script sees, by name. */
  readonly inputs: JsonObject;
  /** Names that are read back when it has ended; absent: what it puts into `outputs`. */
  readonly outputs?: readonly string[];
  /** Files that the inputs refer to. */
  readonly files?: readonly ScriptFile[];
  /** As the model says; each is held to what the environment and the owner may have. */
  readonly limits?: Partial<ScriptLimits>;
  /** What `flow.task` says, for the script's own messages: plain texts. */
  readonly about?: Readonly<Record<string, string>>;
}
