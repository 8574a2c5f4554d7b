import type { Entity } from '@backstage/catalog-model';
import { PROCESSES_ANNOTATION } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** Ids of the processes that an entity says it uses, each once. */
export function usedProcesses({ metadata }: Entity): readonly string[] {
  const text = metadata.annotations?.[PROCESSES_ANNOTATION] ?? '';
  const ids = text.split(',').map(id => id.trim());
  return [...new Set(ids.filter(Boolean))];
}
