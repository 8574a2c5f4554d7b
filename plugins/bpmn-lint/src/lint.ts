import type {
  Problem,
  ProblemSeverity,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { LintLevel, LintLevels } from './lintLevels';
import { lintModelOf, nearestId, type ModdleElement } from './model';
import {
  allRules,
  type Finding,
  type LintRule,
  type LintRuleDescription,
} from './rules';

/** Of one rule; a person corrects these first, and a hostile document cannot make the list huge. */
const MOST_OF_A_RULE = 25;

/** Every rule: for documentation, configuration and screens. */
export const lintRules: readonly LintRuleDescription[] = allRules;

/**
 * Finds what is legal BPMN and can be executed, but is likely wrong or unpleasant for those who run it. Looks at executable processes
 * only. What cannot be executed, or breaks the specification, is found by parsing instead. Never throws, whatever the tree looks like.
 *
 * @param definitions root element of the document, read by bpmn-moddle with `bpmnModdleExtensions`
 * @param levels of rules that shall not have their own severity
 * @returns errors first, then by rule, each in the order of the document; without `error` among them, it can be deployed
 */
export function lint(
  definitions: ModdleElement,
  levels: LintLevels = {},
): readonly Problem[] {
  const model = lintModelOf(definitions);
  const problems = allRules.flatMap(rule => {
    const severity = severityOf(rule, levels[rule.name]);
    return severity ? problemsOf(rule, severity, rule.check(model)) : [];
  });
  return [
    ...problems.filter(({ severity }) => severity === 'error'),
    ...problems.filter(({ severity }) => severity !== 'error'),
  ];
}

function severityOf(
  { severity }: LintRule,
  level: LintLevel | undefined,
): ProblemSeverity | undefined {
  switch (level) {
    case undefined:
      return severity;
    case 'off':
      return undefined;
    case 'warn':
      return 'warning';
    case 'error':
      return 'error';
    default:
      return level satisfies never;
  }
}

function problemsOf(
  { name: rule, title }: LintRule,
  severity: ProblemSeverity,
  findings: readonly Finding[],
): readonly Problem[] {
  const others = findings.length - MOST_OF_A_RULE;
  const shown = findings
    .slice(0, MOST_OF_A_RULE)
    .map(({ element, message, path, parameters }) => {
      const elementId = nearestId(element);
      return {
        rule,
        severity,
        message,
        path,
        ...(elementId !== undefined && { elementId }),
        ...(parameters && { parameters }),
      };
    });
  return others > 0
    ? [
        ...shown,
        {
          rule,
          severity,
          parameters: { others },
          message: `Expected what the others say too (${title}), but found ${others} more places: correct the others first, then look again.`,
        },
      ]
    : shown;
}
