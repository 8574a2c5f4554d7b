import { updateExtension } from '../panel/extensionElements';
import type { ScriptOfTask } from './PipelineModeler';
import type { DiagramElement, Services } from './services';

type Get = <Name extends keyof Services>(name: Name) => Services[Name];

/** The script of a task; nothing if the element is not there any more, or is none. */
export function scriptOf(
  element: DiagramElement | undefined,
): ScriptOfTask | undefined {
  if (element?.type !== 'bpmn:ScriptTask') {
    return undefined;
  }
  const { name, scriptFormat, script } = element.businessObject;
  return {
    title: String(name ?? element.id),
    language: String(scriptFormat ?? '').toLocaleLowerCase('en-US'),
    code: String(script ?? ''),
  };
}

/** Gives a task another script. */
export function setScript(
  get: Get,
  { elementId, code }: { elementId: string; code: string },
): void {
  const element = get('elementRegistry').get(elementId);
  const before = scriptOf(element);
  if (element && before && before.code !== code) {
    get('modeling').updateProperties(element, { script: code });
  }
}

/** Gives an element another form. */
export function setFormId(
  get: Get,
  { elementId, formId }: { elementId: string; formId: string },
): void {
  const element = get('elementRegistry').get(elementId);
  if (element) {
    updateExtension(get('modeling'), get('bpmnFactory'), {
      element,
      owner: element.businessObject,
      type: 'zeebe:FormDefinition',
      properties: { formId },
    });
  }
}
