export type {
  ElementTemplate,
  ElementTemplateProperty,
} from './elementTemplate';
export {
  bpmnElementTemplatesExtensionPoint,
  type BpmnElementTemplatesExtensionPoint,
} from './extensionPoint';
