import { processIdKey } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Clock } from '../clock/Clock';
import type { OwnedProcess } from '../store/deployments';
import type { OwnerStore } from '../store/owners';

/** Hands processes over. */
export class OwnerService {
  private readonly listeners: ((processId: string) => void)[] = [];

  constructor(
    private readonly options: {
      readonly store: OwnerStore;
      readonly clock: Clock;
    },
  ) {}

  /** Tells of every process that was handed over from now on. */
  onMoved(listener: (processId: string) => void): void {
    this.listeners.push(listener);
  }

  /**
   * Gives a process to another group: what is started, deployed and drafted of it from now on is theirs. What runs follows after the commit,
   * see `OwnerWorker`. To the same group once more does nothing. Throws `ProcessTaken` if somebody else was faster, and a `DraftConflict` if
   * the group has a draft of it.
   */
  async move(
    { processId, ownerRef: from }: OwnedProcess,
    to: string,
    actor: string,
  ): Promise<void> {
    await this.options.store.move({
      processKey: processIdKey(processId),
      from,
      to,
      movedBy: actor,
      at: this.options.clock.now(),
    });
    this.listeners.forEach(listener => listener(processId));
  }
}
