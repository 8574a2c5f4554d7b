import type { FieldProblem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** What is wrong with a value, without where it is. */
export type FieldWrong = Omit<FieldProblem, 'path'>;

/** Something that is wrong. */
export function wrong(code: string, message: string): FieldWrong {
  return { code, message };
}
