import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  firstDue,
  parseSchedule,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import {
  readLintLevels,
  type LintLevels,
} from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type { FileLimits } from '../files/FileTooLarge';
import type { JobLimits } from '../jobs/JobLimits';
import { readCount } from './readCount';
import { readJobLimits } from './readJobLimits';

const EXAMPLES = {
  'bpmn.history.timeToLive': 'P180D',
  'bpmn.people.refresh': 'PT5M',
  'bpmn.shutdown.grace': 'PT20S',
} as const;

/** What `bpmn` says, besides what modules read of it. */
export interface BpmnConfig {
  readonly jobLimits: Partial<JobLimits>;
  /** Milliseconds that jobs have to come to their end at a shutdown; absent: as the host says. */
  readonly shutdownGrace?: number;
  /** MiB that running instances take in memory; absent: as the host says. */
  readonly instanceMemory?: number;
  readonly lintLevels: LintLevels;
  /** Milliseconds for which finished instances are kept whose process does not say; absent: for ever. */
  readonly historyTimeToLive?: number;
  /** Milliseconds after which the catalog is asked again whom tasks are for; absent: as the host says. */
  readonly relationRefresh?: number;
  readonly fileLimits: Partial<FileLimits>;
  /** Where the bytes of files are; absent: in the database. */
  readonly filesFolder?: string;
}

/** Reads and checks `bpmn`; throws an error that names the key. */
export function readBpmnConfig(root: Config): BpmnConfig {
  const shutdownGrace = readDuration(root, 'bpmn.shutdown.grace', 0);
  const instanceMemory = readCount(root, 'bpmn.instances.memory');
  const filesFolder = root.getOptionalString('bpmn.files.folder');
  const historyTimeToLive = readDuration(root, 'bpmn.history.timeToLive', 1);
  const relationRefresh = readDuration(root, 'bpmn.people.refresh', 1_000);
  return {
    jobLimits: readJobLimits(root),
    ...(instanceMemory !== undefined && { instanceMemory }),
    ...(shutdownGrace !== undefined && { shutdownGrace }),
    ...(historyTimeToLive !== undefined && { historyTimeToLive }),
    ...(relationRefresh !== undefined && { relationRefresh }),
    fileLimits: readFileLimits(root),
    ...(filesFolder !== undefined && { filesFolder }),
    lintLevels: readLintLevels(root.getOptional('bpmn.lint'), 'bpmn.lint'),
  };
}

/** What is not there is left to the host. */
function readFileLimits(root: Config): Partial<FileLimits> {
  const maxSize = readCount(root, 'bpmn.files.maxSize');
  const quota = readCount(root, 'bpmn.files.quota');
  return {
    ...(maxSize !== undefined && { maxSize }),
    ...(quota !== undefined && { quota }),
  };
}

/** Milliseconds of an ISO 8601 duration; undefined: it is not configured. */
function readDuration(
  root: Config,
  key: keyof typeof EXAMPLES,
  least: number,
): number | undefined {
  const text = root.getOptionalString(key);
  if (text === undefined) {
    return undefined;
  }
  const parsed = parseSchedule('duration', text);
  const duration =
    'schedule' in parsed ? firstDue(parsed.schedule, 0) : undefined;
  if (duration === undefined || duration < least) {
    throw new InputError(
      `Expected ${key} to be an ISO 8601 duration such as ${EXAMPLES[key]}, but found "${text}"`,
    );
  }
  return duration;
}
