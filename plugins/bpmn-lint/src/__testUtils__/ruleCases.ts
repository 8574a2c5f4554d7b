import { lint } from '../lint';
import type { LintRule } from '../rules';
import { bpmn, definitionsOf, type Picture } from './picture';

/** Pictures that break a rule, with the ids that it points at, and pictures that keep it. */
export interface RuleCases {
  readonly finds: Readonly<
    Record<string, readonly [picture: Picture, ...elementIds: string[]]>
  >;
  readonly accepts: Readonly<Record<string, Picture>>;
}

/** One picture, and where the rule is broken in it. */
export interface RuleCase {
  readonly picture: Picture;
  readonly elementIds: readonly string[];
}

/** A row for every picture, for `it.each`. */
export function casesOf({
  finds,
  accepts,
}: RuleCases): readonly (readonly [title: string, ruleCase: RuleCase])[] {
  return [
    ...Object.entries(finds).map(
      ([title, [picture, ...elementIds]]) =>
        [`find ${title}`, { picture, elementIds }] as const,
    ),
    ...Object.entries(accepts).map(
      ([title, picture]) =>
        [`accept ${title}`, { picture, elementIds: [] }] as const,
    ),
  ];
}

const MESSAGE = /^Expected [^]+, but found [^]+[:.] [^]+\.$/;

/** Ids of the elements that break the rule. Throws where a problem does not say what it has to. */
export async function placesFoundBy(
  rule: LintRule,
  picture: Picture,
): Promise<readonly (string | undefined)[]> {
  const problems = lint(await definitionsOf(bpmn(picture))).filter(
    problem => problem.rule === rule.name,
  );
  const poor = problems.find(
    ({ message, severity, path = [] }) =>
      !MESSAGE.test(message) || severity !== rule.severity || path.length === 0,
  );
  if (poor) {
    throw new Error(
      `Expected a problem with a way out and a path, but found ${JSON.stringify(
        poor,
      )}`,
    );
  }
  return problems.map(({ elementId }) => elementId);
}
