import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ElementTemplate } from './elementTemplate';

/**
 * Where modules bring element templates for the modeler.
 *
 * @public
 */
export interface BpmnElementTemplatesExtensionPoint {
  /** Adds a template. Throws if its id and version are taken. Several versions of one id are fine: the latest is offered. */
  addElementTemplate(template: ElementTemplate): void;
}

/**
 * Where modules bring element templates for the modeler. A connector is a module that brings a template here and the handler of its job type
 * to {@link bpmnJobHandlersExtensionPoint}.
 *
 * @public
 */
export const bpmnElementTemplatesExtensionPoint =
  createExtensionPoint<BpmnElementTemplatesExtensionPoint>({
    id: 'bpmn.elementTemplates',
  });
