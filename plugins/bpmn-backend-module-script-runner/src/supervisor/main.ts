// The process that runs scripts. It knows neither database nor configuration nor portal: what it needs comes over its standard input, of which the
// first line is its settings, and whose end is its own.
import { createInterface } from 'node:readline';
import type { SupervisorReady, SupervisorSettings } from '../protocol/settings';
import { makeRunFolder } from '../sandbox/runFolder';
import { becomeNobody } from './becomeNobody';
import { findCgroups } from './Cgroups';
import { compileNative } from './compileNative';
import { findMissing } from './findMissing';
import { findSandboxProblem } from './findProblem';
import { Supervisor } from './Supervisor';

const slower = (why: string) =>
  `${why}: each R script needs an R of its own, of which one is begun ahead; where several begin at a time, the others wait for about 0.2 s; and none can reach hosts. Install one, such as gcc`;

const memoryNote = (hasCgroups: boolean) =>
  hasCgroups
    ? 'The kernel holds the processes of a script to their memory together (cgroup)'
    : 'The memory of the processes of a script together is looked at four times a second: no cgroup of version 2 with memory and pids is delegated to the user of the portal (systemd: Delegate=yes and DelegateSubgroup=portal)';

async function main(): Promise<void> {
  const lines = createInterface({ input: process.stdin });
  const settings = await new Promise<SupervisorSettings>(resolve => {
    lines.once('line', line => resolve(JSON.parse(line)));
  });
  const isRoot = process.getuid?.() === 0;
  const folder = makeRunFolder(settings.runtime, isRoot ? settings : undefined);
  process.once('exit', folder.remove);
  becomeNobody(settings);
  const unavailable = settings.isIsolated
    ? await findSandboxProblem(folder)
    : undefined;
  // Where nothing can be run, nothing else is to be told.
  const [withoutNative, missing] =
    unavailable === undefined
      ? await Promise.all([
          compileNative(folder.runtime),
          findMissing(settings, folder),
        ])
      : [undefined, {}];
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const isSandboxed = settings.isIsolated && unavailable === undefined;
  const cgroups = isSandboxed ? findCgroups() : undefined;
  const supervisor = new Supervisor({
    ...{ settings, folder, unavailable, withoutNative, cgroups, say },
  });
  const socket = await supervisor.begin();
  lines.once('close', () => {
    supervisor.stop();
    process.exit(0);
  });
  const ready: SupervisorReady = {
    socket,
    notes: [
      ...(withoutNative === undefined ? [] : [slower(withoutNative)]),
      ...(isSandboxed ? [memoryNote(cgroups !== undefined)] : []),
    ],
    missing,
    ...(unavailable !== undefined && { unavailable }),
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

main().catch(error => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
});
