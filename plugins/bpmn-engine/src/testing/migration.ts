import type { ProcessDefinition } from '../model/graph';
import { parse } from '../parse';
import type { StateChange } from '../state/change';
import { step } from '../step';
import type { Scenario } from './scenario';

/** The process of a model in text. Fails if the model has errors. */
export async function definitionOf(xml: string): Promise<ProcessDefinition> {
  const { definition, problems } = await parse(xml);
  if (!definition) {
    throw new Error(JSON.stringify(problems, null, 2));
  }
  return definition;
}

/** Takes the instance of a story to another version. The story goes on with that one. Returns what has changed. */
export async function migrate(
  story: Scenario,
  xml: string,
  mapping: Readonly<Record<string, string>> = {},
): Promise<readonly StateChange[]> {
  const { instance, host } = story;
  const target = await definitionOf(xml);
  const changes = step({
    definition: instance.definition,
    target,
    view: instance.rows,
    command: { type: 'migrateInstance', mapping },
    now: host.now,
    nextKey: () => ++instance.lastKey,
  });
  instance.history.push(...changes);
  host.instances.set(instance.id, { ...instance, definition: target });
  return changes;
}
