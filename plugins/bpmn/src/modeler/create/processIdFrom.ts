import { MAX_PROCESS_ID_LENGTH } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** The id that suits a name: what a catalog entity can be called. Empty if nothing of the name can be used. */
export function processIdFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, MAX_PROCESS_ID_LENGTH)
    .replace(/-+$/, '');
}
