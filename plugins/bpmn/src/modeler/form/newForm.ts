import type { FormSchema } from '../draft/bundle';

const VERSION_OF_SCHEMA = 19;

/**
 * A form with one field, for a task.
 *
 * @param elementId of the task
 * @param taken ids of the forms that are there
 */
export function newForm(
  elementId: string,
  taken: readonly string[],
): FormSchema {
  let id = `${elementId}-form`;
  for (let count = 2; taken.includes(id); count++) {
    id = `${elementId}-form-${count}`;
  }
  return {
    id,
    type: 'default',
    schemaVersion: VERSION_OF_SCHEMA,
    components: [],
  };
}
