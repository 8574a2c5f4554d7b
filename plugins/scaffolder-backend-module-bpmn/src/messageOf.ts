import { BpmnApiError } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** What went wrong, with what is wrong with which element, or with which value of a form. */
export function messageOf(error: unknown): string {
  if (!(error instanceof BpmnApiError)) {
    return (error as Error).message;
  }
  const { detail, problems = [], fieldProblems = [] } = error.problem;
  const elements = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ resource, elementId, message }) =>
      [resource, elementId, message].filter(Boolean).join(': '),
    );
  const fields = fieldProblems.map(({ path, message }) =>
    [path, message].filter(Boolean).join(': '),
  );
  return [detail, ...elements, ...fields].join('\n');
}
