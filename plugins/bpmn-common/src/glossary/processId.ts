import { MAX_PROCESS_ID_LENGTH } from './limits';
import { Problem } from './problem';

// What both an XML id (NCName) and a catalog entity name allow: a letter first, no underscore or dot at either end.
const PROCESS_ID = /^[A-Za-z]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/;

/**
 * Finds out why a BPMN process id cannot be the name of a catalog entity, or nothing if it can.
 *
 * Sources: BPMN 2.0.2 8.3.1 (ids are XML ids); Backstage descriptor format, `metadata.name`.
 *
 * @public
 */
export function findProcessIdProblem(processId: string): Problem | undefined {
  if (processId.length <= MAX_PROCESS_ID_LENGTH && PROCESS_ID.test(processId)) {
    return undefined;
  }
  const found =
    processId.length > MAX_PROCESS_ID_LENGTH
      ? `it has ${processId.length} characters`
      : `found "${processId}"`;
  return {
    elementId: processId,
    rule: 'process-id',
    severity: 'error',
    message:
      `Expected the process id to be at most ${MAX_PROCESS_ID_LENGTH} letters, digits, "-", "_" or ".", starting with a letter ` +
      `and ending with a letter or digit, but ${found}. It is also the name of the process in the catalog: rename it`,
    path: ['id'],
  };
}
