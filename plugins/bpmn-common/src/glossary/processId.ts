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
  const length = processId.length;
  const found =
    length > MAX_PROCESS_ID_LENGTH
      ? `it has ${length} characters`
      : `found "${processId}"`;
  return {
    elementId: processId,
    rule: 'process-id',
    severity: 'error',
    parameters: { processId, length, maximum: MAX_PROCESS_ID_LENGTH },
    message:
      `Expected the process id to be at most ${MAX_PROCESS_ID_LENGTH} letters, digits, "-", "_" or ".", starting with a letter ` +
      `and ending with a letter or digit, but ${found}. It is also the name of the process in the catalog: rename it`,
    path: ['id'],
  };
}

/**
 * What two process ids are compared by. BPMN tells `Invoice` from `invoice`, but both would be the same entity of the
 * catalog: an id is claimed, and looked for, by its key.
 *
 * @public
 */
export function processIdKey(processId: string): string {
  return processId.toLocaleLowerCase('en-US');
}
