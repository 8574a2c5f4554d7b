import gaps from './knownGaps.json';
import type { CaseOutcome } from './outcome';

const REASONS: ReadonlyMap<string, string> = new Map(
  gaps.map(({ id, reason }) => [id, reason]),
);

/** A miss that is on the project's list of known gaps is a gap, and says why. */
export function withGaps(outcome: CaseOutcome): CaseOutcome {
  const reason = REASONS.get(outcome.id);
  return outcome.outcome === 'fail' && reason
    ? { ...outcome, outcome: 'gap', detail: `${reason} (${outcome.detail})` }
    : outcome;
}
