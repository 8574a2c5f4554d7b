import { LRUCache } from 'lru-cache';
import type { LoadedInstance } from '../store/instances';

/** MiB that instances take in memory, absent other instructions. */
const MEBIBYTES = 128;

/** What a row takes in memory besides its values, and a byte of JSON once it is read, in bytes: roughly. */
const ROW = 512;
const JSON_BYTE = 2;

/**
 * Instances as they were after their last command here. What has been changed elsewhere in the meantime is found out when it is saved: the
 * revision is another one then.
 */
export class InstanceCache {
  private readonly instances: LRUCache<string, LoadedInstance>;

  /** @param mebibytes - what they take together, roughly; one that would take more than half of it is not kept */
  constructor(mebibytes: number = MEBIBYTES) {
    const maxSize = mebibytes * 1024 * 1024;
    this.instances = new LRUCache({
      maxSize,
      maxEntrySize: maxSize / 2,
      sizeCalculation: sizeOf,
    });
  }

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

/** Told from what is counted anyway: a large instance would be gone through with every command. */
function sizeOf({ record, rows, keptBytes }: LoadedInstance): number {
  const { elements, waits, variables, incidents, compensations } = rows;
  const ofProcess = variables.get(record.rootKey)?.size ?? 0;
  const count =
    elements.size +
    waits.size +
    variables.size +
    incidents.size +
    compensations.size +
    ofProcess;
  return ROW * (1 + count) + JSON_BYTE * (record.variableBytes + keptBytes);
}
