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
  const withoutNative = await compileNative(folder.runtime);
  const unavailable = settings.isIsolated
    ? await findSandboxProblem(folder)
    : undefined;
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const supervisor = new Supervisor({
    ...{ settings, folder, unavailable, withoutNative, say },
  });
  const socket = await supervisor.begin();
  lines.once('close', () => {
    supervisor.stop();
    process.exit(0);
  });
  const ready: SupervisorReady = {
    socket,
    notes: withoutNative === undefined ? [] : [slower(withoutNative)],
    ...(unavailable !== undefined && { unavailable }),
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

const slower = (why: string) =>
  `${why}: R scripts take about 0.2 s longer to begin, and none can reach hosts. Install one, such as gcc`;

main().catch(error => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
});
