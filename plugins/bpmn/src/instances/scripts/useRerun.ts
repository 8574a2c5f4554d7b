import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { ScriptAttemptDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../../api';
import { isRedacted } from '../../parts/JsonTree';
import { useOperateRefusal } from '../../parts/refusals';
import { readObject } from '../../parts/readObject';
import { useDeed } from '../../parts/useDeed';
import { useRerunDraft } from './rerunDrafts';

/** Inputs that have to be given anew: sensitive ones are not kept. */
function toBeGiven({ inputs }: ScriptAttemptDetails): string {
  const names = Object.keys(inputs).filter(name => isRedacted(inputs[name]));
  const empty = Object.fromEntries(names.map(name => [name, null]));
  return JSON.stringify(empty, null, 2);
}

/** Runs a script once more, with what is typed. */
export function useRerun(
  attempt: ScriptAttemptDetails,
  onBegun: (attemptId: string) => void,
) {
  const api = useApi(bpmnApiRef);
  const { draft, change } = useRerunDraft(attempt.id, () => ({
    code: attempt.code,
    text: toBeGiven(attempt),
  }));
  const { code, text } = draft;
  const inputs = readObject(text);
  const deed = useDeed(
    useCallback(async () => {
      const body = {
        ...(code !== attempt.code && { code }),
        ...(typeof inputs !== 'string' && { inputs }),
      };
      const { id } = await api.rerunScript({ attemptId: attempt.id, body });
      onBegun(id);
    }, [api, attempt, code, inputs, onBegun]),
  );
  const refusal = useOperateRefusal(attempt.instanceId);
  return { deed, refusal, draft, change, isWrong: typeof inputs === 'string' };
}

/** What a script is run again with, and the way to do it. */
export type Rerun = ReturnType<typeof useRerun>;
