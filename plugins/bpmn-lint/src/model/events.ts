import { elementsOf, isOfType, type ModdleElement } from './moddleElement';

/**
 * @param event any event
 * @param type of event definition, with its prefix; all of them without
 * @returns its event definitions: its own ones and those that it refers to
 */
export function eventDefinitionsOf(
  event: ModdleElement,
  type = 'bpmn:EventDefinition',
): readonly ModdleElement[] {
  return [
    ...elementsOf(event, 'eventDefinitions'),
    ...elementsOf(event, 'eventDefinitionRef'),
  ].filter(definition => isOfType(definition, type));
}

/**
 * @param element any element, or nothing
 * @returns whether it starts by an event instead of by a sequence flow
 */
export function isEventSubProcess(element: ModdleElement | undefined): boolean {
  return (
    isOfType(element, 'bpmn:SubProcess') && element?.triggeredByEvent === true
  );
}
