import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { findJobTypeProblem } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { JobLimits } from '../jobs/JobLimits';
import { readCount, requireCount } from './readCount';

const KEY = 'bpmn.jobs';

/** Reads and checks `bpmn.jobs`; throws an error that names the key. What is not there is left to the host. */
export function readJobLimits(root: Config): Partial<JobLimits> {
  const concurrency = readCount(root, `${KEY}.concurrency`);
  const perType = readCounts(root, 'perType', requireJobType);
  const perOwner = readCount(root, `${KEY}.perOwner`);
  const owners = readCounts(root, 'owners', ownerRef);
  return {
    ...(concurrency !== undefined && { concurrency }),
    ...(perType && { perType }),
    ...(perOwner !== undefined && { perOwner }),
    ...(owners && { owners }),
  };
}

/** Names are no keys of a configuration: they hold colons and slashes. */
function readCounts(
  root: Config,
  name: string,
  toName: (text: string, key: string) => string,
): Readonly<Record<string, number>> | undefined {
  const key = `${KEY}.${name}`;
  const counts = root.getOptional<unknown>(key);
  if (counts === undefined) {
    return undefined;
  }
  if (typeof counts !== 'object' || counts === null || Array.isArray(counts)) {
    throw new InputError(
      `Expected ${key} to be numbers by their names, but found another value`,
    );
  }
  return Object.fromEntries(
    Object.entries(counts).map(([text, count]) => [
      toName(text, key),
      requireCount(count, `${key}["${text}"]`),
    ]),
  );
}

function requireJobType(text: string, key: string): string {
  const problem = findJobTypeProblem(text);
  if (problem) {
    throw new InputError(`${problem} (${key})`);
  }
  return text;
}

function ownerRef(text: string, key: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    throw new InputError(
      `Expected ${key} to name owners by their entity refs, such as group:default/data, but found "${text}"`,
    );
  }
}
