import type { ScriptLimits } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { HostRule } from '../egress/hostRule';

/** How scripts of an environment get their process. */
export type EnvironmentMode =
  /** A copy of an interpreter that has been loaded before, in a sandbox of its own. */
  | 'zygote'
  /** A sandbox and an interpreter for it alone. */
  | 'fresh';

/** An environment, as the supervisor is told of it. */
export interface EnvironmentSettings {
  readonly name: string;
  readonly language: 'python' | 'r';
  readonly mode: EnvironmentMode;
  /** Absolute path of the program. */
  readonly interpreter: string;
  /** Folders that are there to be read, besides those of the system. */
  readonly paths: readonly string[];
  readonly preload: readonly string[];
}

/** What the supervisor is told when it begins. */
export interface SupervisorSettings {
  /** Folder with what runs inside of sandboxes. */
  readonly runtime: string;
  /** False: scripts run as ordinary processes, for development only. */
  readonly isIsolated: boolean;
  readonly environments: readonly EnvironmentSettings[];
  /** Most scripts at a time. */
  readonly concurrency: number;
  /** Most scripts of an owner at a time, where that is fewer. */
  readonly concurrencyOf: Readonly<Record<string, number>>;
  /** User and group that it becomes if it is begun as root. */
  readonly uid: number;
  readonly gid: number;
}

/** What the supervisor says when it is ready. */
export interface SupervisorReady {
  /** Where it is asked: path of a socket. */
  readonly socket: string;
  /** Why it runs nothing; absent: it does. */
  readonly unavailable?: string;
  /** What is slower than it could be, for those who run the portal. */
  readonly notes: readonly string[];
  /** Libraries that environments should have loaded and that are not installed, by environment. */
  readonly missing: Readonly<Record<string, readonly string[]>>;
}

/** A run, as the supervisor is asked for it: the first frame of a connection. The bytes of its files follow in their order, when it has begun. */
export interface RunRequest {
  readonly id: string;
  readonly language: string;
  readonly environment: string;
  readonly owner: string;
  readonly name: string;
  readonly code: string;
  readonly inputs: object;
  readonly outputs: readonly string[] | null;
  readonly secrets: Readonly<Record<string, string>>;
  readonly about: Readonly<Record<string, string>>;
  readonly files: readonly RunFile[];
  readonly limits: ScriptLimits;
  /** Hosts that it may reach; none: it has no network. */
  readonly network: readonly HostRule[];
}

/** A file of a run. */
export interface RunFile {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly reference: object;
}
