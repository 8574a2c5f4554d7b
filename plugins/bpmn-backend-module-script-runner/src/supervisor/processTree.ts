import { readFileSync } from 'node:fs';

/** Ticks of a second: USER_HZ is the same on all machines that scripts run on. */
const TICKS = 100;

/** Processes that a process has begun, as this machine counts them. */
export function childrenOf(pid: number): readonly number[] {
  return readText(`/proc/${pid}/task/${pid}/children`)
    .split(' ')
    .filter(Boolean)
    .map(Number);
}

/** A process and all that came of it. */
export function treeOf(pid: number): readonly number[] {
  const found: number[] = [pid];
  for (let index = 0; index < found.length; index++) {
    found.push(...childrenOf(found[index]));
  }
  return found;
}

/**
 * What this machine calls a process that calls itself otherwise, one that a process in a sandbox has begun.
 *
 * @param root - of the sandbox, as this machine calls it
 * @param inner - as it is called in the sandbox
 */
export function hostPid(root: number, inner: number): number | undefined {
  return treeOf(root).find(pid => namesOf(pid)[1] === inner);
}

/** Bytes of memory that processes have for themselves. */
export function memoryOf(pids: readonly number[]): number {
  let bytes = 0;
  for (const pid of pids) {
    const text = readText(`/proc/${pid}/smaps_rollup`);
    for (const [, kilobytes] of text.matchAll(
      /^(?:Private_\w+|Swap): +(\d+) kB$/gm,
    )) {
      bytes += Number(kilobytes) * 1024;
    }
  }
  return bytes;
}

/** Bytes of addresses that a process has. */
export function addressesOf(pid: number): number {
  const [, kilobytes = 0] =
    /^VmSize:\s+(\d+) kB$/m.exec(readText(`/proc/${pid}/status`)) ?? [];
  return Number(kilobytes) * 1024;
}

/** Seconds of the processor that a process has taken. */
export function cpuOf(pid: number): number {
  const text = readText(`/proc/${pid}/stat`);
  // The name of the program stands before, and may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [user = 0, system = 0] = fields.slice(11, 13).map(Number);
  return (user + system) / TICKS;
}

/** What a process is called, from here inwards. */
function namesOf(pid: number): readonly number[] {
  const [, names = ''] =
    /^NSpid:\s+(.*)$/m.exec(readText(`/proc/${pid}/status`)) ?? [];
  return names.split('\t').map(Number);
}

/** Processes end while one looks. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
