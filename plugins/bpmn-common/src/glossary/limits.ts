/**
 * Longest process id, in characters. A process id is the name of a catalog entity.
 *
 * @public
 */
export const MAX_PROCESS_ID_LENGTH = 63;

/**
 * Largest value of one variable, in bytes of its JSON text. Anything larger is a file.
 *
 * @public
 */
export const MAX_VARIABLE_BYTES = 1024 * 1024;

/**
 * Largest sum of the variables of one process instance, in bytes of their JSON text.
 *
 * @public
 */
export const MAX_INSTANCE_VARIABLES_BYTES = 4 * 1024 * 1024;

/**
 * Largest BPMN document, in bytes.
 *
 * @public
 */
export const MAX_DEFINITION_BYTES = 4 * 1024 * 1024;
