import type { DiagramElement } from '../canvas/services';
import { noteEntry, selectEntry } from './entries';
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
  const { get, set } = tools.attribute(element, {
    type: 'zeebe:FormDefinition',
    name: 'formId',
  });
  const formId = get();
  const { forms } = tools.data;
  const isHere = forms.some(({ value }) => value === formId);
  return [
    fields('pipeline-form', 'Form', {
      shouldOpen: true,
      entries: [
        selectEntry({
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
        }),
        noteEntry({
          id: 'pipeline-form-edit',
          buttons: [
            ...(formId && isHere
              ? [
                  {
                    label: 'Edit form',
                    onClick: () => tools.request({ kind: 'editForm', formId }),
                  },
                ]
              : []),
            {
              label: 'New form',
              onClick: () =>
                tools.request({ kind: 'newForm', elementId: element.id }),
            },
          ],
        }),
      ],
    }),
  ];
}

/** A task for a person, or the event by which people start a process. */
function canHaveForm({
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
