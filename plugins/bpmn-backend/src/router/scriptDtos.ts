import type {
  ScriptAttempt,
  ScriptAttemptDetails,
  ScriptLogLine,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { ScriptAttemptWithCode } from '../scripts/ScriptAttempts';
import type { ScriptAttemptRow, ScriptLogRow } from '../store/scripts';
import { isoTime } from './page';
import { partId } from './partId';

/** A run of a script as it is sent. */
export function toScriptAttempt(row: ScriptAttemptRow): ScriptAttempt {
  const { id, instanceId, elementId, elementInstanceKey, number } = row;
  const { rerunOf, language, environment, isEdited, state } = row;
  const { failureKind, errorCode, message, line, wall, cpu, memory } = row;
  const { waitKey, progress, logLines, logBytes, startedBy, endedAt } = row;
  return {
    ...{ id, instanceId, elementId, elementInstanceKey, number },
    processDefinitionId: row.definitionId,
    ...(waitKey !== undefined && { jobId: partId(instanceId, waitKey) }),
    ...{ rerunOf, language, environment, isEdited, state },
    codeSha256: row.sourceHash,
    ...{ failureKind, errorCode, message, line, wall, cpu, memory },
    metrics: row.metrics.map(({ name, value, time }) => ({
      ...{ name, value },
      at: isoTime(time),
    })),
    ...{ progress, logLines, logBytes, startedBy },
    startedAt: isoTime(row.startedAt),
    ...(endedAt !== undefined && { endedAt: isoTime(endedAt) }),
  };
}

/** A run of a script with all that is known of it, as it is sent. */
export function toScriptAttemptDetails(
  attempt: ScriptAttemptWithCode,
): ScriptAttemptDetails {
  const { code, inputs, outputs, trace, artifacts } = attempt;
  return {
    ...toScriptAttempt(attempt),
    ...{ code, inputs, outputs, trace, artifacts },
  };
}

/** A line of a log as it is sent. */
export function toScriptLogLine({
  time,
  ...line
}: ScriptLogRow): ScriptLogLine {
  return { ...line, at: isoTime(time) };
}
