import { MemoryHost, type MemoryHostOptions } from '../host/memoryHost';
import { parse } from '../parse';
import { processXml } from './picture';

/** Gives the process of `processXml` another id. */
export function processOf(id: string, content: string, around = ''): string {
  return processXml(content, around).replace('id="story"', `id="${id}"`);
}

/** A host that knows the processes of models in text. Fails if one of them has errors. */
export async function hostOf(
  xmls: readonly string[],
  options: Omit<MemoryHostOptions, 'definitions'> = {},
): Promise<MemoryHost> {
  const parsed = await Promise.all(xmls.map(xml => parse(xml)));
  const errors = parsed
    .flatMap(({ problems }) => problems)
    .filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new Error(JSON.stringify(errors, null, 2));
  }
  const definitions = parsed.flatMap(result => result.definitions);
  return new MemoryHost({ definitions, ...options });
}

/** Where an instance stands. */
export function stateOf(host: MemoryHost, id: string): string {
  return host.instance(id).rows.instanceRow!.state;
}

/** Ids of the elements that wait in an instance, sorted. */
export function waitingIn(host: MemoryHost, id: string): readonly string[] {
  return host
    .waits(id)
    .map(({ elementId }) => elementId)
    .sort();
}

/** Variables of the process, also after its end. */
export function variablesIn(host: MemoryHost, id: string): object {
  const { history, rows } = host.instance(id);
  const { rootKey } = rows.instanceRow!;
  return Object.assign(
    {},
    ...history.map(change =>
      change.type === 'variablesSet' && change.scopeKey === rootKey
        ? change.variables
        : {},
    ),
  );
}

/** Completes the first that waits of an element. */
export function complete(
  host: MemoryHost,
  id: string,
  elementId: string,
): void {
  const { key: waitKey } = host
    .waits(id)
    .find(wait => wait.elementId === elementId)!;
  host.send(id, { type: 'fulfilWait', waitKey });
}
