// @ts-check
// npm run fixture: keeps what a release leaves in its databases, for the tests of those that come after it.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { inRepo } from './setup/paths.mjs';
import { runTypeScript } from './setup/runTypeScript.mjs';
import { setUp } from './setup/setUp.mjs';
import {
  readArguments,
  runCommand,
  say,
  SetupError,
} from './setup/terminal.mjs';

const USAGE = `npm run fixture -- --name <release>

  --name <release>  the release whose databases are kept, e.g. 0.2.0

Writes plugins/bpmn-backend/fixtures/<release>. What it is for: plugins/bpmn-backend/README.md`;

runCommand(async () => {
  const { values } = readArguments(
    () =>
      parseArgs({
        options: {
          help: { type: 'boolean', short: 'h' },
          name: { type: 'string' },
        },
      }),
    USAGE,
  );
  if (values.help) {
    say(USAGE);
    return 0;
  }
  const { name } = values;
  if (name === undefined || !/^\w[\w.-]*$/.test(name)) {
    throw new SetupError(
      `Expected --name to be that of a release, but found "${name ?? ''}".`,
    );
  }
  const folder = inRepo(`plugins/bpmn-backend/fixtures/${name}`);
  if (existsSync(folder)) {
    throw new SetupError(
      `Expected the fixture of ${name} not to be there yet, but it is: what a release has left does not change.`,
    );
  }
  return runTypeScript(await setUp([]), 'tools/fixture/main.ts', [folder]);
});
