import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One step of a case. */
export interface CaseStep {
  readonly op:
    | 'deploy'
    | 'start'
    | 'advance'
    | 'evaluateConditionalStart'
    | 'assertTrace';
  readonly expect?: 'accepted' | 'rejected' | 'acceptedOrRejected';
  readonly processId?: string;
  readonly variables?: Readonly<Record<string, string | number>>;
  /** Milliseconds. */
  readonly ms?: number;
}

/** One case of a conformance suite. */
export interface ConformanceCase {
  readonly id: string;
  readonly group: string;
  readonly feature: string;
  readonly file: string;
  readonly process: string | null;
  readonly variables: Readonly<Record<string, string | number>>;
  readonly steps: readonly CaseStep[];
  readonly expected: {
    readonly trace: readonly string[];
    readonly error: string | null;
    readonly correctedTrace?: readonly string[];
  };
  readonly status: string;
  readonly tier?: string;
  readonly published2014?: Readonly<Record<string, boolean>>;
}

/** Reads the manifest of a folder. */
export function readManifest(folder: string): readonly ConformanceCase[] {
  const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
  return JSON.parse(text).cases;
}
