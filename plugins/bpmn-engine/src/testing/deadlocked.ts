import { ends, starts, userTasks } from './parts';
import { flow, path } from './picture';
import type { Scenario } from './scenario';

/** One of two ways is chosen, `b`, but a join waits for both. Ids may have a prefix. */
export function deadlocked(prefix = ''): string {
  const [start, choose, a, b, join, end] = [
    'start',
    'choose',
    'a',
    'b',
    'join',
    'end',
  ].map(id => prefix + id);
  return (
    `${starts(
      start,
    )}<exclusiveGateway id="${choose}" default="${choose}-${b}" />` +
    `${userTasks(a, b)}${deadlockedJoin(join)}${ends(end)}` +
    `${path(start, choose, b, join, end)}${path(a, join)}${flow(
      choose,
      a,
      '=false',
    )}`
  );
}

/** The join that waits for both. */
export function deadlockedJoin(id = 'join'): string {
  return `<parallelGateway id="${id}" name="Both" />`;
}

/** Begins elements that nothing leads to. */
export function moveOn(
  story: Scenario,
  ...elementIds: readonly string[]
): Scenario {
  return story.send({
    type: 'moveInstance',
    terminate: [],
    activate: elementIds.map(elementId => ({ elementId })),
  });
}
