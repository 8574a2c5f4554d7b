import type { ModdleElement } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type { DiagramElement } from '../canvas/services';
import { extensionList } from './extensionList';
import type { PanelGroup } from './groups';
import type { PanelTools } from './PanelTools';

const CATCHES = new Set([
  'bpmn:StartEvent',
  'bpmn:IntermediateCatchEvent',
  'bpmn:BoundaryEvent',
]);
const FROM_OUTSIDE = new Set([
  'bpmn:MessageEventDefinition',
  'bpmn:SignalEventDefinition',
]);

/** Who besides the owner may send what an element waits for. */
export function acceptsGroup(
  tools: PanelTools,
  element: DiagramElement,
): PanelGroup[] {
  return waitsForOthers(element)
    ? [
        extensionList(tools, {
          id: 'pipeline-accepts',
          label: 'Accepted senders',
          element,
          owner: element.businessObject,
          type: 'pipeline:Accepts',
          attribute: 'from',
          attributeLabel: 'A group such as group:default/risk, or any',
          initial: () => 'any',
        }),
      ]
    : [];
}

function waitsForOthers({ type, businessObject }: DiagramElement): boolean {
  const definitions = (businessObject.eventDefinitions ??
    []) as readonly ModdleElement[];
  return (
    type === 'bpmn:ReceiveTask' ||
    (CATCHES.has(type) &&
      definitions.some(({ $type }) => FROM_OUTSIDE.has($type)))
  );
}
