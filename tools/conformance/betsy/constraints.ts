import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import expected from '../constraints/expected.json';
import rules from '../constraints/rules.json';
import type { CaseOutcome } from '../outcome';
import type { ConformanceCase } from './manifest';

const EXPECTED: ReadonlyMap<string, readonly string[]> = new Map(
  expected.map(({ id, elementIds }) => [id, elementIds]),
);

/** Rules that are not reported on purpose, with the reason. */
const TOLERATED: ReadonlyMap<string, string> = new Map(
  rules
    .filter(({ handling }) => handling === 'tolerate')
    .map(({ rule, reason }) => [rule, reason]),
);

/**
 * A file that breaks one rule passes if parsing it reports a problem at one of the elements that were written down beforehand.
 */
export async function judgeConstraint(
  folder: string,
  { id, file, tier, feature, status }: ConformanceCase,
): Promise<CaseOutcome> {
  const { problems } = await parse(readFileSync(join(folder, file)));
  const wanted = EXPECTED.get(id);
  if (!wanted) {
    return {
      id,
      status,
      outcome: problems.length > 0 ? 'pass' : 'gap',
      detail: `tier ${tier}, not judged: ${
        problems.length > 0
          ? `${problems.length} problems`
          : 'it concerns nothing that is executed'
      }`,
    };
  }
  const hit = problems.find(
    ({ elementId }) => elementId !== undefined && wanted.includes(elementId),
  );
  if (hit) {
    return {
      id,
      status,
      outcome: 'pass',
      detail: `${hit.severity} ${hit.rule}`,
    };
  }
  const reason = TOLERATED.get(feature);
  const found = problems.map(
    ({ elementId, rule }) => `${rule} at ${elementId}`,
  );
  return {
    id,
    status,
    outcome: reason ? 'gap' : 'fail',
    detail: reason ?? `expected a problem at ${wanted}, got ${found || 'none'}`,
  };
}
