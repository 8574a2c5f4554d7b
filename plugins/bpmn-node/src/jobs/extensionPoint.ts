import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { JobHandler } from './jobHandler';

/**
 * Where modules bring job handlers.
 *
 * @public
 */
export interface BpmnJobHandlersExtensionPoint {
  /**
   * Adds a handler. Throws if its type is none, or is taken: the portal does not start with two handlers that compete.
   */
  addJobHandler(handler: JobHandler): void;
}

/**
 * Where modules bring job handlers.
 *
 * @public
 */
export const bpmnJobHandlersExtensionPoint =
  createExtensionPoint<BpmnJobHandlersExtensionPoint>({
    id: 'bpmn.jobHandlers',
  });
