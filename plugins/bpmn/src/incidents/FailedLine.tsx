import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { Incident } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../api';
import { CodeView } from '../code/CodeView';
import { useLoaded } from '../parts/useLoaded';
import { around } from './around';

/** The line of a script that an incident is about, with those around it; nothing if it is about no script. */
export const FailedLine = ({
  incident: { instanceId, elementId, elementInstanceKey, raisedAt },
}: {
  incident: Incident;
}) => {
  const api = useApi(bpmnApiRef);
  const { value } = useLoaded(
    useCallback(
      async signal => {
        const query = { instanceId, elementId };
        const { items } = await api.listScriptAttempts(query, { signal });
        const failed = items.find(
          one =>
            one.elementInstanceKey === elementInstanceKey &&
            !one.rerunOf &&
            one.line !== undefined &&
            one.startedAt <= raisedAt,
        );
        return failed
          ? api.getScriptAttempt({ attemptId: failed.id }, { signal })
          : undefined;
      },
      [api, instanceId, elementId, elementInstanceKey, raisedAt],
    ),
  );
  if (!value?.line) {
    return null;
  }
  const { code, first } = around(value.code, value.line);
  return (
    <CodeView
      code={code}
      firstLine={first}
      marked={{ [value.line]: value.message ?? '' }}
      label={`Line ${value.line} of the script`}
    />
  );
};
