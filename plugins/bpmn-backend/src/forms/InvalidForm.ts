import type { FieldProblem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** Thrown if a form was not filled in as it asks for. Nothing has changed. */
export class InvalidForm extends Error {
  constructor(readonly problems: readonly FieldProblem[]) {
    const paths = problems.map(({ path }) => path || 'all of it').join(', ');
    super(
      `Expected the form to be filled in as it asks for, but there is something wrong with ${paths}. See fieldProblems`,
    );
    this.name = 'InvalidForm';
  }
}
