import type { ElementInstance, Key, Wait } from '../state/state';
import type { WaitRequest } from './element';
import type { Run } from './run';

/** Opens a wait of an element instance, for itself or for an element that listens on it. */
export function openWait(
  run: Run,
  instance: ElementInstance,
  request: WaitRequest,
): Wait {
  const wait = {
    ...request,
    key: run.nextKey(),
    elementInstanceKey: instance.key,
    elementId: request.elementId ?? instance.elementId,
  } as Wait;
  run.emit({ type: 'waitOpened', wait });
  return wait;
}

/** Closes a wait. */
export function closeWait(
  run: Run,
  { key, kind, elementInstanceKey }: Wait,
  reason: 'fulfilled' | 'withdrawn' | 'failed',
): void {
  run.emit({
    type: 'waitClosed',
    waitKey: key,
    kind,
    elementInstanceKey,
    reason,
  });
}

/** Withdraws the waits of an element instance: all, or those that are chosen. */
export function withdrawWaits(
  run: Run,
  elementInstanceKey: Key,
  isChosen: (wait: Wait) => boolean = () => true,
): void {
  for (const wait of run.view.waitsOf(elementInstanceKey)) {
    if (isChosen(wait)) {
      closeWait(run, wait, 'withdrawn');
    }
  }
}
