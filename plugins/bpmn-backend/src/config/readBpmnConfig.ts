import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  readLintLevels,
  type LintLevels,
} from '@bpmn-pipelines/backstage-plugin-bpmn-lint';

/** What `bpmn` says, besides what modules read of it. */
export interface BpmnConfig {
  /** Most jobs at a time in one process of the back end; absent: as the host says. */
  readonly concurrency?: number;
  readonly lintLevels: LintLevels;
}

/** Reads and checks `bpmn`; throws an error that names the key. */
export function readBpmnConfig(root: Config): BpmnConfig {
  const concurrency = root.getOptionalNumber('bpmn.jobs.concurrency');
  if (
    concurrency !== undefined &&
    !(Number.isInteger(concurrency) && concurrency > 0)
  ) {
    throw new InputError(
      `Expected bpmn.jobs.concurrency to be a whole number above 0, but found ${concurrency}`,
    );
  }
  return {
    ...(concurrency !== undefined && { concurrency }),
    lintLevels: readLintLevels(root.getOptional('bpmn.lint'), 'bpmn.lint'),
  };
}
