import type { DiagramElement } from '../canvas/services';
import { noteEntry, selectEntry, type Entry } from './entries';
import { fields, type PanelGroup } from './groups';
import type { PanelTools } from './PanelTools';

/** Which form of the bundle a task shows. */
export function formGroup(
  tools: PanelTools,
  element: DiagramElement,
): PanelGroup[] {
  if (!canHaveForm(element)) {
    return [];
  }
  return [
    fields('pipeline-form', 'Form', {
      shouldOpen: true,
      entries: [choiceEntry(tools, element), buttonsEntry(tools, element)],
    }),
  ];
}

function accessTo(tools: PanelTools, element: DiagramElement) {
  return tools.attribute(element, {
    type: 'zeebe:FormDefinition',
    name: 'formId',
  });
}

function choiceEntry(tools: PanelTools, element: DiagramElement): Entry {
  const { get, set } = accessTo(tools, element);
  const { forms } = tools.data;
  const formId = get();
  const isHere = forms.some(({ value }) => value === formId);
  return selectEntry({
    id: 'pipeline-form-id',
    label: 'Form',
    choices: [
      { value: '', label: 'None' },
      ...forms,
      ...(formId && !isHere
        ? [{ value: formId, label: `${formId} (not in this draft)` }]
        : []),
    ],
    get,
    set,
  });
}

function buttonsEntry(tools: PanelTools, element: DiagramElement): Entry {
  const formId = accessTo(tools, element).get();
  const isHere = tools.data.forms.some(({ value }) => value === formId);
  const edit = formId !== undefined &&
    isHere && {
      label: 'Edit form',
      onClick: () => tools.request({ kind: 'editForm', formId }),
    };
  const create = {
    label: 'New form',
    onClick: () => tools.request({ kind: 'newForm', elementId: element.id }),
  };
  return noteEntry({
    id: 'pipeline-form-edit',
    buttons: edit ? [edit, create] : [create],
  });
}

/** Whether it is a task for a person, or the event by which people start a process. */
export function canHaveForm({
  type,
  parent,
  businessObject,
}: DiagramElement): boolean {
  if (type === 'bpmn:UserTask') {
    return true;
  }
  const definitions = (businessObject.eventDefinitions ??
    []) as readonly unknown[];
  return (
    type === 'bpmn:StartEvent' &&
    definitions.length === 0 &&
    (parent?.type === 'bpmn:Process' || parent?.type === 'bpmn:Participant')
  );
}
