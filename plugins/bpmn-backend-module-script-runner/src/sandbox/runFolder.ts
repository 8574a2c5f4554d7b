import {
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FOLDERS } from './limits';
import { seccompFilter } from './seccomp/filter';

/** Where a supervisor has what it needs; nothing of a script is ever in it. */
export interface RunFolder {
  readonly path: string;
  /** What runs inside sandboxes. */
  readonly runtime: string;
  /** Where copies of zygotes report. */
  readonly channels: string;
  remove(): void;
}

const PREFIX = 'bpmn-scripts-';

/** What supervisors have left that were ended before they could take it away. */
function removeLeftOvers(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = /^bpmn-scripts-(\d+)-/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) {
      try {
        rmSync(join(tmpdir(), name), { recursive: true, force: true });
      } catch {
        // It is somebody else's.
      }
    }
  }
}

/** Whether a process is there, whosever it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Makes the folder, readable for a user who can read nothing else of this package. */
export function makeRunFolder(
  source: string,
  owner?: { readonly uid: number; readonly gid: number },
): RunFolder {
  removeLeftOvers();
  const path = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const runtime = join(path, 'runtime');
  const channels = join(path, 'channels');
  cpSync(source, runtime, { recursive: true });
  writeFileSync(join(runtime, 'filter.bpf'), seccompFilter(process.arch));
  writeFileSync(
    join(runtime, 'filter-network.bpf'),
    seccompFilter(process.arch, true),
  );
  writeFileSync(
    join(runtime, 'folders'),
    Object.entries(FOLDERS)
      .map(pair => `${pair.join(' ')}\n`)
      .join(''),
  );
  mkdirSync(channels, { mode: 0o700 });
  if (owner) {
    const { uid, gid } = owner;
    const names = readdirSync(path, { recursive: true }) as string[];
    names.forEach(name => chownSync(join(path, name), uid, gid));
    chownSync(path, uid, gid);
  }
  return {
    path,
    runtime,
    channels,
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
