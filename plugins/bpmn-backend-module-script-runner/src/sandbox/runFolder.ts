import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** Makes the folder, readable for a user who can read nothing else of this package. */
export function makeRunFolder(
  source: string,
  owner?: { readonly uid: number; readonly gid: number },
): RunFolder {
  const path = mkdtempSync(join(tmpdir(), 'bpmn-scripts-'));
  const runtime = join(path, 'runtime');
  const channels = join(path, 'channels');
  cpSync(source, runtime, { recursive: true });
  writeFileSync(join(runtime, 'filter.bpf'), seccompFilter(process.arch));
  writeFileSync(join(runtime, 'folders.json'), JSON.stringify(FOLDERS));
  mkdirSync(channels, { mode: 0o700 });
  if (owner) {
    [path, channels].forEach(each => chownSync(each, owner.uid, owner.gid));
  }
  return {
    path,
    runtime,
    channels,
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
