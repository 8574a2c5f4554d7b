import type { Clock } from '../clock/Clock';
import type { Definitions } from '../deployments/Definitions';
import type { FileGuard } from '../files/FileGuard';
import type { ScriptAttemptStore } from '../store/scripts';
import type { ScriptFiles } from './ScriptFiles';
import type { ScriptRunners } from './ScriptRunners';
import type { ScriptRuns } from './ScriptRuns';

/** What those are made of who have scripts run. */
export interface ScriptParts {
  readonly runners: ScriptRunners;
  readonly runs: ScriptRuns;
  readonly store: ScriptAttemptStore;
  readonly definitions: Definitions;
  readonly guard: FileGuard;
  /** Absent: scripts neither get nor leave files. */
  readonly files?: ScriptFiles;
  readonly clock: Clock;
}
