import type { Problem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  compileDocument,
  readDocument,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { lint } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';

/** What deployment would find in a model: what cannot be executed first, then what is likely wrong. Never rejects. */
export async function findProblems(xml: string): Promise<readonly Problem[]> {
  const { document, problems } = await readDocument(xml);
  if (!document) {
    return problems;
  }
  const found = [
    ...compileDocument(document).problems,
    ...lint(document.definitions),
  ];
  return [
    ...found.filter(({ severity }) => severity === 'error'),
    ...found.filter(({ severity }) => severity !== 'error'),
  ];
}
