import { isDeepStrictEqual } from 'node:util';
import {
  parse,
  type ParseResult,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';

/** A document with one executable process, whose id is `process`. */
export function documentOf(content: string, around = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:other="https://example.org/other"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:pipeline="https://bpmn-pipelines.dev/schema/1.0"
  id="definitions" targetNamespace="https://example.org">
  ${around}
  <process id="process" isExecutable="true">${content}</process>
</definitions>`;
}

/** Sequence flows from each id to the next. */
export function flowsAlong(...ids: readonly string[]): string {
  return ids
    .slice(1)
    .map(
      (id, index) =>
        `<sequenceFlow id="${ids[index]}-${id}" sourceRef="${ids[index]}" targetRef="${id}" />`,
    )
    .join('');
}

/** Parses a document that has to be executable. Throws an Error if it is not: what is tried with it would prove nothing. */
export async function parseExecutable(xml: string): Promise<ParseResult> {
  const parsed = await parse(xml);
  if (!parsed.definition) {
    throw new Error(
      `Expected a model that can be executed, but found: ${parsed.problems[0].message}\n${xml}`,
    );
  }
  return parsed;
}

/** Whether two documents are compiled to the same. */
export function isSame(one: ParseResult, other: ParseResult): boolean {
  return isDeepStrictEqual(one.definitions, other.definitions);
}
