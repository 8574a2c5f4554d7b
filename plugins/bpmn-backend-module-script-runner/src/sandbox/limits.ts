import type { ScriptLimits } from '@bpmn-pipelines/backstage-plugin-bpmn-node';

const MIB = 1 << 20;
const GIB = 1 << 30;

/** Folders of a sandbox that can be written, with what fits into them: bytes. */
export const FOLDERS: Readonly<Record<string, number>> = {
  '/job': 512 * MIB,
  '/tmp': 256 * MIB,
  '/dev/shm': 64 * MIB,
};

/** Files and folders in one of them. */
export const MOST_ENTRIES = 20_000;

/** What every process of a script is held to, whatever the task says. */
const PROCESS_LIMITS = {
  /** Processes and threads. */
  processes: 64,
  /** Open files. */
  files: 256,
  /** Bytes of one file. */
  fileSize: GIB,
} as const;

/** What each process of a script is held to. */
export interface ProcessLimits {
  /** Seconds of the processor. */
  readonly cpu: number;
  /** Bytes of memory, above those that it begins with. */
  readonly memory: number;
  readonly processes: number;
  readonly files: number;
  readonly fileSize: number;
}

/** What the processes of a task are held to. */
export function processLimits({ cpu, memory }: ScriptLimits): ProcessLimits {
  return {
    cpu: Math.max(1, Math.ceil(cpu / 1000)),
    memory,
    ...PROCESS_LIMITS,
  };
}

/** What a script may say. */
export const SAID = {
  /** Bytes of one frame. */
  frame: 16 * MIB,
  /** Bytes of its log. */
  log: 5 * MIB,
  /** Lines of its log. */
  lines: 100_000,
  /** Bytes of one line; the rest of it is the next one. */
  line: 64 * 1024,
  /** Artifacts. */
  artifacts: 200,
  /** Bytes of all artifacts. */
  artifactBytes: 512 * MIB,
} as const;
