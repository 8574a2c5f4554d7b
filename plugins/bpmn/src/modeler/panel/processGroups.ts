import type { ModdleElement } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type { DiagramElement } from '../canvas/services';
import { textEntry } from './entries';
import { extensionsOf, replaceExtensions } from './extensionElements';
import { fields, names, type PanelGroup } from './groups';
import type { PanelTools } from './PanelTools';
import { durationProblem } from './scriptLimits';

const SENSITIVE = 'pipeline:Sensitive';

/** What a process says about its data. */
export function processGroups(
  tools: PanelTools,
  element: DiagramElement,
): PanelGroup[] {
  const process = processOf(element);
  return process
    ? [
        sensitiveGroup(tools, element, process),
        fields('pipeline-retention', 'Retention', {
          entries: [
            textEntry({
              id: 'pipeline-retention-time',
              label: 'Keep finished runs for',
              placeholder: 'P90D',
              description: 'A duration, such as P90D for 90 days.',
              validate: durationProblem,
              ...tools.attribute(element, {
                type: 'pipeline:Retention',
                name: 'timeToLive',
                owner: process,
              }),
            }),
          ],
        }),
      ]
    : [];
}

function processOf({
  type,
  businessObject,
}: DiagramElement): ModdleElement | undefined {
  if (type === 'bpmn:Process') {
    return businessObject;
  }
  return type === 'bpmn:Participant'
    ? (businessObject.processRef as ModdleElement | undefined)
    : undefined;
}

function sensitiveGroup(
  tools: PanelTools,
  element: DiagramElement,
  owner: ModdleElement,
): PanelGroup {
  const marks = extensionsOf(owner, SENSITIVE);
  const variables = marks.map(({ variable }) => String(variable ?? ''));
  const extensions = (
    owner.extensionElements as { values?: readonly ModdleElement[] } | undefined
  )?.values;
  const others = (extensions ?? []).filter(({ $type }) => $type !== SENSITIVE);
  const write = (wanted: readonly string[]) =>
    replaceExtensions(tools.modeling, tools.bpmnFactory, {
      element,
      owner,
      values: [
        ...others,
        ...wanted.map(variable =>
          tools.bpmnFactory.create(SENSITIVE, { variable }),
        ),
      ],
    });
  return names('pipeline-sensitive', 'Sensitive variables', {
    items: variables.map((variable, index) => ({
      id: `pipeline-sensitive-${index}`,
      label: variable,
      autoFocusEntry: `pipeline-sensitive-${index}-name`,
      entries: [
        textEntry({
          id: `pipeline-sensitive-${index}-name`,
          label: 'Variable',
          get: () => variable,
          set: value =>
            write(
              variables.map((old, at) => (at === index ? value ?? '' : old)),
            ),
        }),
      ],
      remove: (event: Event) => {
        event.stopPropagation();
        write(variables.filter((_, at) => at !== index));
      },
    })),
    add: event => {
      event.stopPropagation();
      write([...variables, `variable${variables.length + 1}`]);
    },
  });
}
