import type { ModdleElement } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type { DiagramElement } from '../canvas/services';
import { textEntry } from './entries';
import { extensionList } from './extensionList';
import { fields, type PanelGroup } from './groups';
import type { PanelTools } from './PanelTools';
import { durationProblem } from './scriptLimits';

/** What a process says about its data. */
export function processGroups(
  tools: PanelTools,
  element: DiagramElement,
): PanelGroup[] {
  const process = processOf(element);
  return process
    ? [
        extensionList(tools, {
          id: 'pipeline-sensitive',
          label: 'Sensitive variables',
          element,
          owner: process,
          type: 'pipeline:Sensitive',
          attribute: 'variable',
          attributeLabel: 'Variable',
          initial: count => `variable${count + 1}`,
        }),
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
