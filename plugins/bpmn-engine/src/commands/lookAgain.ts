import type { LookAgain } from '../command';
import type { Run } from '../execution/run';
import type { Work } from '../execution/workQueue';
import type { Key } from '../state/state';

/** Looks at what another version of the process may have changed: tokens at joins, and conditions that are new. */
export function lookAgain(
  run: Run,
  { scopeKeys, conditionKeys }: Pick<LookAgain, 'scopeKeys' | 'conditionKeys'>,
): void {
  run.freshConditions.push(...conditionKeys);
  for (const key of scopeKeys) {
    if (run.view.elementInstance(key)) {
      run.work.push(...waitingTokens(run, key));
      run.touchedScopes.add(key);
    }
  }
}

/** A scope tries its joins again: one token of each comes once more. */
export function waitingTokens(run: Run, scopeKey: Key): readonly Work[] {
  return run.view.joinsWithTokens(scopeKey).map(joinId => {
    const [flowId] = run.view.tokensAt(scopeKey, joinId).keys();
    return {
      type: 'take',
      flow: run.definition.flows.get(flowId)!,
      scopeKey,
    };
  });
}
