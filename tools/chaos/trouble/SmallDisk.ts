import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEBIBYTE = 2 ** 20;

/** A disk in memory that is small enough to be filled. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Mounts one. Undefined, and the reason is printed, where that is not allowed: only root may. */
  static mount(mebibytes: number): SmallDisk | undefined {
    const folder = mkdtempSync(join(tmpdir(), 'bpmn-disk-'));
    try {
      execFileSync(
        'mount',
        ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder],
        { stdio: ['ignore', 'ignore', 'pipe'] },
      );
      return new SmallDisk(folder);
    } catch (error) {
      rmdirSync(folder);
      console.warn(`Could not mount a small disk: ${(error as Error).message}`);
      return undefined;
    }
  }

  /** Leaves no room for anybody. */
  fill(): void {
    const file = openSync(join(this.folder, 'ballast'), 'a');
    try {
      for (let size = MEBIBYTE; size >= 1; ) {
        try {
          const written = writeSync(file, Buffer.alloc(size));
          size = written < size ? size / 2 : size;
        } catch {
          size /= 2;
        }
      }
    } finally {
      closeSync(file);
    }
  }

  /** There is room again. */
  clear(): void {
    rmSync(join(this.folder, 'ballast'), { force: true });
  }

  /** Removes it with everything on it. */
  unmount(): void {
    execFileSync('umount', ['--lazy', this.folder]);
    rmdirSync(this.folder);
  }
}
