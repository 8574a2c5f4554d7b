// The process that runs scripts. It knows neither database nor configuration nor portal: what it needs comes over its standard input, of which the
// first line is its settings, and whose end is its own.
import { createInterface } from 'node:readline';
import type { SupervisorReady, SupervisorSettings } from '../protocol/settings';
import { makeRunFolder } from '../sandbox/runFolder';
import { becomeNobody } from './becomeNobody';
import { compileNative } from './compileNative';
import { findSandboxProblem } from './findProblem';
import { Supervisor } from './Supervisor';

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
  const note =
    unavailable === undefined ? await compileNative(folder.runtime) : undefined;
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const supervisor = new Supervisor({
    ...{ settings, folder, unavailable, say },
    isNative: note === undefined,
  });
  const socket = await supervisor.begin();
  lines.once('close', () => {
    supervisor.stop();
    process.exit(0);
  });
  const ready: SupervisorReady = {
    socket,
    notes: note === undefined ? [] : [note],
    ...(unavailable !== undefined && { unavailable }),
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

main().catch(error => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
});
