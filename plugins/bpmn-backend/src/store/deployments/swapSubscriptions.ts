import type {
  StartSubscription,
  TimerWait,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { isPostgres } from '../driver';
import { giveWay } from '../giveWay';
import { insertInParts } from '../insertInParts';
import { indexed } from '../instances/indexed';
import type { DefinitionRecord } from './DefinitionRecord';

/**
 * Lets a new version begin by what begins it, and the former no more. A schedule that has not changed goes on as it was: it is neither due
 * again nor late, and stays paused.
 */
export async function swapSubscriptions(
  tx: Knex,
  { id, processKey }: DefinitionRecord,
  subscriptions: readonly StartSubscription[],
): Promise<void> {
  const query = tx('start_subscriptions').where({
    process_key: processKey,
    kind: 'timer',
  });
  // None of them fires until this is over.
  const locked = await (isPostgres(tx) ? query.forUpdate() : query);
  const former = new Map<string, any>(
    locked.map((row: any) => [placeOf(row.element_id, row.event), row]),
  );
  await tx('start_subscriptions').where({ process_key: processKey }).del();
  const added: object[] = [];
  for (const subscription of subscriptions) {
    added.push({
      ...rowOf(subscription),
      ...carriedOver(subscription, former),
      process_key: processKey,
      definition_id: id,
    });
    await giveWay();
  }
  await insertInParts(tx, 'start_subscriptions', added);
}

function rowOf(subscription: StartSubscription) {
  const { elementId, event, waitsFor } = subscription;
  return {
    id: uuid(),
    element_id: elementId,
    event,
    kind: waitsFor.kind,
    topic: 'name' in waitsFor ? indexed(waitsFor.name) : null,
    due_at: waitsFor.kind === 'timer' ? waitsFor.dueAt : null,
    paused_at: null,
    skips_next: false,
    details: JSON.stringify(subscription),
  };
}

/** What a schedule keeps of the one that was at the same start event. */
function carriedOver(
  { elementId, event, waitsFor }: StartSubscription,
  former: ReadonlyMap<string, any>,
): object {
  const before = former.get(placeOf(elementId, event));
  if (waitsFor.kind !== 'timer' || !before) {
    return {};
  }
  const timer = JSON.parse(before.details).waitsFor as TimerWait;
  const isSame =
    timer.catchUp === waitsFor.catchUp &&
    textOf(timer.schedule) === textOf(waitsFor.schedule);
  return {
    id: before.id,
    paused_at: before.paused_at,
    ...(isSame && {
      due_at: before.due_at,
      skips_next: before.skips_next,
      details: before.details,
    }),
  };
}

/** Where a subscription is in its model. */
function placeOf(elementId: string, event: number): string {
  return `${event} ${elementId}`;
}

/** A schedule as the model gives it: when it was deployed is not part of it. */
function textOf(schedule: TimerWait['schedule']): string {
  return JSON.stringify({ ...schedule, anchor: undefined });
}
