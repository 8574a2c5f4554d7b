import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ScriptRunner } from './scriptRunner';

/**
 * Where modules bring runners of scripts.
 *
 * @public
 */
export interface BpmnScriptRunnersExtensionPoint {
  /** Adds a runner. Throws if a name of an environment, or the default one of a language, is taken. */
  addScriptRunner(runner: ScriptRunner): void;
}

/**
 * Where modules bring runners of scripts.
 *
 * @public
 */
export const bpmnScriptRunnersExtensionPoint =
  createExtensionPoint<BpmnScriptRunnersExtensionPoint>({
    id: 'bpmn.scriptRunners',
  });
