import { LRUCache } from 'lru-cache';
import type { LoadedInstance } from '../store/instances';

/** Rows of all kinds that are kept in memory, over all instances. */
const MOST_ROWS = 200_000;

/**
 * Instances as they were after their last command here. What has been changed elsewhere in the meantime is found out when it is saved: the
 * revision is another one then.
 */
export class InstanceCache {
  private readonly instances = new LRUCache<string, LoadedInstance>({
    maxSize: MOST_ROWS,
    // Told from counts alone: a large instance would be counted through with every command.
    sizeCalculation: ({ rows }) =>
      1 +
      rows.elements.size +
      rows.waits.size +
      rows.variables.size +
      (rows.variables.get(rows.instanceRow?.rootKey ?? 0)?.size ?? 0),
  });

  /** Takes an instance out: whoever works on it spoils it, unless the work is saved. */
  take(id: string): LoadedInstance | undefined {
    const found = this.instances.get(id);
    this.instances.delete(id);
    return found;
  }

  /** Looks at an instance, and leaves it where it is. */
  peek(id: string): LoadedInstance | undefined {
    return this.instances.get(id);
  }

  /** Keeps an instance that is as it is stored. */
  put(instance: LoadedInstance): void {
    this.instances.set(instance.record.id, instance);
  }
}
