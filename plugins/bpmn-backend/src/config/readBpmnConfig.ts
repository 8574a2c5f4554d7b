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

/** What `bpmn` says, besides what modules read of it. */
export interface BpmnConfig {
  /** Most jobs at a time in one process of the back end; absent: as the host says. */
  readonly concurrency?: number;
  /** MiB that running instances take in memory; absent: as the host says. */
  readonly instanceMemory?: number;
  readonly lintLevels: LintLevels;
  /** Milliseconds for which finished instances are kept whose process does not say; absent: for ever. */
  readonly historyTimeToLive?: number;
}

/** Reads and checks `bpmn`; throws an error that names the key. */
export function readBpmnConfig(root: Config): BpmnConfig {
  const concurrency = readCount(root, 'bpmn.jobs.concurrency');
  const instanceMemory = readCount(root, 'bpmn.instances.memory');
  return {
    ...(concurrency !== undefined && { concurrency }),
    ...(instanceMemory !== undefined && { instanceMemory }),
    ...readHistory(root),
    lintLevels: readLintLevels(root.getOptional('bpmn.lint'), 'bpmn.lint'),
  };
}

function readCount(root: Config, key: string): number | undefined {
  const count = root.getOptionalNumber(key);
  if (count !== undefined && !(Number.isInteger(count) && count > 0)) {
    throw new InputError(
      `Expected ${key} to be a whole number above 0, but found ${count}`,
    );
  }
  return count;
}

function readHistory(root: Config): Pick<BpmnConfig, 'historyTimeToLive'> {
  const key = 'bpmn.history.timeToLive';
  const text = root.getOptionalString(key);
  if (text === undefined) {
    return {};
  }
  const parsed = parseSchedule('duration', text);
  const historyTimeToLive =
    'schedule' in parsed ? firstDue(parsed.schedule, 0) : undefined;
  if (historyTimeToLive === undefined || historyTimeToLive <= 0) {
    throw new InputError(
      `Expected ${key} to be an ISO 8601 duration such as P180D, but found "${text}"`,
    );
  }
  return { historyTimeToLive };
}
