import type { Variables } from '../state/state';
import { starts, tasks, userTasks } from './parts';
import { path, processXml } from './picture';
import type { Scenario } from './scenario';

/** What an ad-hoc sub-process is made of. */
export interface AdHocParts {
  /** FEEL list of the elements to begin with. */
  readonly active?: string;
  readonly attributes?: string;
  readonly condition?: string;
  /** By default the user tasks a, b and c. */
  readonly content?: string;
  /** What is beside it in the process. */
  readonly rest?: string;
}

/** A process with one ad-hoc sub-process called `work`, followed by the task `after`. */
export function adHoc(parts: AdHocParts): string {
  const { active, attributes = '', condition, rest = '' } = parts;
  const extension = active
    ? `<extensionElements><zeebe:adHoc activeElementsCollection="${active.replace(
        /"/g,
        '&quot;',
      )}" /></extensionElements>`
    : '';
  const completion = condition
    ? `<completionCondition>${condition}</completionCondition>`
    : '';
  const content = parts.content ?? userTasks('a', 'b', 'c');
  return processXml(
    `${starts('start')}<adHocSubProcess id="work" ${attributes}>${extension}` +
      `${content}${completion}</adHocSubProcess>${tasks('after')}` +
      `${path('start', 'work', 'after')}${rest}`,
  );
}

/** Somebody activates elements of the one that runs. */
export function activate(
  story: Scenario,
  elementIds: readonly string[],
  variables?: Variables,
): Scenario {
  const { key: scopeKey } = Array.from(
    story.instance.rows.elements.values(),
  ).find(({ elementId }) => elementId === 'work')!;
  return story.send({
    type: 'activateElements',
    scopeKey,
    elementIds,
    variables,
  });
}
