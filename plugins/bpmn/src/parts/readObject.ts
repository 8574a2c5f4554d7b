import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** Reads variables that somebody has typed as JSON; a text says what is wrong with them. */
export function readObject(text: string): JsonObject | string {
  if (text.trim() === '') {
    return {};
  }
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? value
      : 'Expected an object, such as { "amount": 3 }.';
  } catch (error) {
    return `Expected JSON, such as { "amount": 3 }: ${
      (error as Error).message
    }.`;
  }
}
