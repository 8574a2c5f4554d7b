import type { DiagramElement } from '../canvas/services';
import { textEntry, type Entry } from './entries';
import { extensionOf } from './extensionElements';
import { fields, type PanelGroup } from './groups';
import type { PanelTools } from './PanelTools';
import { hasScript } from './scriptGroups';
import { durationProblem } from './scriptLimits';

const RETRY = 'pipeline:Retry';

/** How often a job is tried, and how long to wait between two tries. */
export function retryGroup(
  tools: PanelTools,
  element: DiagramElement,
): PanelGroup[] {
  const isJob =
    hasScript(element) ||
    extensionOf(element.businessObject, 'zeebe:TaskDefinition') !== undefined;
  if (!isJob) {
    return [];
  }
  const access = (name: string) =>
    tools.attribute(element, { type: RETRY, name });
  const factor = access('factor');
  return [
    fields('pipeline-retry', 'Retry', {
      entries: [
        // Other jobs have this among what they are: there it belongs to their type.
        ...(hasScript(element) ? [triesEntry(tools, element)] : []),
        textEntry({
          id: 'pipeline-retry-delay',
          label: 'Wait before the second try',
          placeholder: 'PT10S',
          validate: durationProblem,
          ...access('delay'),
        }),
        textEntry({
          id: 'pipeline-retry-factor',
          label: 'Each further wait is longer by',
          placeholder: '2',
          validate: value =>
            value && !(Number(value) >= 1)
              ? `Expected a number from 1 on, but found "${value}". Write for example 2.`
              : undefined,
          get: factor.get,
          set: value =>
            factor.set(
              value === undefined ? undefined : (Number(value) as never),
            ),
        }),
        textEntry({
          id: 'pipeline-retry-maximum',
          label: 'Longest wait',
          placeholder: 'PT5M',
          validate: durationProblem,
          ...access('maximum'),
        }),
      ],
    }),
  ];
}

function triesEntry(tools: PanelTools, element: DiagramElement): Entry {
  return textEntry({
    id: 'pipeline-retry-tries',
    label: 'Number of tries',
    placeholder: '3',
    description: 'After the last of them somebody is asked to look.',
    validate: value =>
      value && !value.startsWith('=') && !/^[1-9]\d*$/.test(value)
        ? `Expected a whole number from 1 on or a FEEL expression, but found "${value}". Write for example 1 or =tries.`
        : undefined,
    ...tools.attribute(element, {
      type: 'zeebe:TaskDefinition',
      name: 'retries',
    }),
  });
}
