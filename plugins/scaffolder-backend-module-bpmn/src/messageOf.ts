import { BpmnApiError } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** What went wrong, with what is wrong with which element. */
export function messageOf(error: unknown): string {
  if (!(error instanceof BpmnApiError)) {
    return (error as Error).message;
  }
  const { detail, problems = [] } = error.problem;
  const lines = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ resource, elementId, message }) =>
      [resource, elementId, message].filter(Boolean).join(': '),
    );
  return [detail, ...lines].join('\n');
}
