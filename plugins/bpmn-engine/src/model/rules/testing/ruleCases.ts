import type { BpmnDocument } from '../../document';
import type { StructureRule } from '../rule';
import { findStructureProblems } from '../structureRules';

/** What is in the executable process, or that and what is beside it. */
export type Content =
  | string
  | { readonly process: string; readonly root: string };

/** Models that break a rule, with the id that it points at, and models that keep it. */
export interface RuleCases {
  readonly finds: Readonly<
    Record<string, readonly [content: Content, elementId: string]>
  >;
  readonly accepts: Readonly<Record<string, Content>>;
}

/** A BPMN document around a process named `process`. */
export function bpmn(content: Content): string {
  const { process, root } =
    typeof content === 'string' ? { process: content, root: '' } : content;
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:pipeline="https://bpmn-pipelines.dev/schema/1.0" id="definitions" targetNamespace="https://example.com">
${root}
<process id="process" isExecutable="true">
${process}
</process>
</definitions>`;
}

/** A sequence flow; its id is made of the ends. */
export function flow(source: string, target: string, inside = ''): string {
  return `<sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}">${inside}</sequenceFlow>`;
}

/** One model, and what one rule finds in it. */
export interface RuleCase {
  readonly rule: StructureRule;
  readonly content: Content;
  readonly expected: readonly object[];
}

/**
 * A row for every model, for `it.each`.
 *
 * @param rules of a family
 * @param cases by the id of the rule; every rule has some
 */
export function casesOf(
  rules: readonly StructureRule[],
  cases: Readonly<Record<string, RuleCases>>,
): readonly (readonly [title: string, ruleCase: RuleCase])[] {
  const missing = rules.filter(({ id }) => !cases[id]).map(({ id }) => id);
  if (missing.length > 0 || Object.keys(cases).length !== rules.length) {
    throw new Error(
      `Expected cases for every rule and for nothing else, but found none for ${missing.join(
        ', ',
      )}`,
    );
  }
  return rules.flatMap(rule => rowsOf(rule, cases[rule.id]));
}

function rowsOf(rule: StructureRule, { finds, accepts }: RuleCases) {
  const found = Object.entries(finds).map(
    ([what, [content, elementId]]) =>
      [
        `find ${what} (${rule.id})`,
        { rule, content, expected: [{ elementId, severity: rule.severity }] },
      ] as const,
  );
  const accepted = Object.entries(accepts).map(
    ([what, content]) =>
      [`accept ${what} (${rule.id})`, { rule, content, expected: [] }] as const,
  );
  return [...found, ...accepted];
}

/** What the rule finds in the model. */
export function findingsOf(
  rule: StructureRule,
  document: BpmnDocument | undefined,
): readonly object[] {
  if (!document) {
    throw new Error('Expected a document, but found none');
  }
  return findStructureProblems(document)
    .filter(problem => problem.rule === rule.id)
    .map(({ elementId, severity }) => ({ elementId, severity }));
}
