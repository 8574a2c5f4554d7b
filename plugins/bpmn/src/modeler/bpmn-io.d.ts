// Packages of bpmn.io that ship no types; this is the part that the modeler uses.

declare module 'bpmn-js-properties-panel' {
  export const BpmnPropertiesPanelModule: Record<string, any>;
  export const BpmnPropertiesProviderModule: Record<string, any>;
  export const ZeebePropertiesProviderModule: Record<string, any>;
  export function useService<Service>(name: string): Service;
}

declare module '@bpmn-io/properties-panel' {
  type PreactComponent = (props: any) => any;
  export const CheckboxEntry: PreactComponent;
  export const Group: PreactComponent;
  export const ListGroup: PreactComponent;
  export const SelectEntry: PreactComponent;
  export const TextFieldEntry: PreactComponent;
  export function isSelectEntryEdited(node: unknown): boolean;
  export function isTextFieldEntryEdited(node: unknown): boolean;
}

declare module '@bpmn-io/properties-panel/preact' {
  export function h(
    type: string | ((props: any) => any),
    props: object | null,
    ...children: unknown[]
  ): any;
}

declare module 'bpmn-js-element-templates' {
  export const CloudElementTemplatesPropertiesProviderModule: Record<
    string,
    any
  >;
}

declare module 'bpmn-js-create-append-anything' {
  export const CreateAppendAnythingModule: Record<string, any>;
  export const CreateAppendElementTemplatesModule: Record<string, any>;
}

declare module 'bpmn-js-color-picker' {
  const colorPickerModule: Record<string, any>;
  export = colorPickerModule;
}

declare module 'diagram-js-minimap' {
  const minimapModule: Record<string, any>;
  export = minimapModule;
}

declare module 'diagram-js-grid' {
  const gridModule: Record<string, any>;
  export = gridModule;
}

declare module 'camunda-bpmn-js-behaviors/lib/camunda-cloud' {
  const behaviorsModule: Record<string, any>;
  export = behaviorsModule;
}
