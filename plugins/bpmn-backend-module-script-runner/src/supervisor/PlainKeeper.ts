import { statfsSync } from 'node:fs';
import { FOLDERS, MOST_ENTRIES, type ProcessLimits } from '../sandbox/limits';
import type { BodyKeeper } from './Body';
import { addressesOf, cpuOf, memoryOf, treeOf } from './processTree';
import { runProgram } from './runProgram';

/** Holds a script to its limits that cannot set them itself. */
export class PlainKeeper implements BodyKeeper {
  weight = 0;
  /** Whether it has been told what to do. */
  isHolding = false;

  /**
   * @param root - first process of bubblewrap, outside of the sandbox; undefined: it has ended
   * @param innerOf - the process of the script, as this machine calls it
   */
  constructor(
    private readonly root: () => number | undefined,
    private readonly innerOf: (root: number) => number | undefined,
  ) {}

  async hold(limits: ProcessLimits): Promise<void> {
    this.isHolding = true;
    const root = this.root();
    if (root === undefined) {
      return;
    }
    // The one outside is not the script's; the first one inside can be reached by it.
    const [, ...pids] = treeOf(root);
    try {
      await Promise.all(
        pids.map(pid => runProgram('prlimit', argumentsOf(pid, limits))),
      );
    } catch (error) {
      if (this.root() !== undefined) {
        throw error;
      }
    }
    this.weight = memoryOf(treeOf(root));
  }

  excess(): string | undefined {
    const root = this.root();
    const pid = root === undefined ? undefined : this.innerOf(root);
    const isFull =
      pid !== undefined &&
      Object.keys(FOLDERS).some(
        folder => entriesIn(`/proc/${pid}/root${folder}`) > MOST_ENTRIES,
      );
    return isFull ? `${MOST_ENTRIES} files` : undefined;
  }
}

function argumentsOf(pid: number, limits: ProcessLimits): readonly string[] {
  const { memory, files, fileSize, processes } = limits;
  const cpu = Math.ceil(cpuOf(pid)) + limits.cpu;
  return [
    ...['--pid', String(pid), '--core=0', '--memlock=0', '--msgqueue=0'],
    `--as=${addressesOf(pid) + memory}`,
    // The first is a signal that says what it is about, the second ends whoever does not listen.
    `--cpu=${cpu}:${cpu + 1}`,
    ...[`--fsize=${fileSize}`, `--nofile=${files}`, `--nproc=${processes}`],
    '--rtprio=0',
  ];
}

/** Bubblewrap cannot limit how many there are. */
function entriesIn(folder: string): number {
  try {
    const { files, ffree } = statfsSync(folder);
    return files - ffree;
  } catch {
    return 0;
  }
}
