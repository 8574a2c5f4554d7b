// @ts-check
// npm run conformance -- <folder>: runs the engine against processes that nobody here wrote.
import { parseArgs } from 'node:util';
import {
  checkFolder,
  checkJsonFile,
  checkThrough,
} from './conformance/request.mjs';
import { runTypeScript } from './setup/runTypeScript.mjs';
import { setUp } from './setup/setUp.mjs';
import { readArguments, runCommand, say } from './setup/terminal.mjs';

const USAGE = `npm run conformance -- <folder> [--through host] [--db sqlite|postgres] [--json <file>] [--only <id, or how ids begin>]

  <folder>        a suite: a manifest.json with cases to run, or .bpmn files to read and write back
  --through host  runs the cases through the durable host, on both databases or the one of --db
  --json <file>   writes how each case came out
  --only <id>     runs some of the cases, e.g. --only gateways/

What the report means: tools/conformance/README.md`;

runCommand(async () => {
  const { values, positionals } = readArguments(
    () =>
      parseArgs({
        allowPositionals: true,
        options: {
          help: { type: 'boolean', short: 'h' },
          json: { type: 'string' },
          only: { type: 'string' },
          through: { type: 'string' },
          db: { type: 'string' },
        },
      }),
    USAGE,
  );
  if (values.help) {
    say(USAGE);
    return 0;
  }
  const folder = checkFolder(positionals, USAGE);
  const databases = checkThrough(values);
  const json = values.json && checkJsonFile(values.json);
  const workbench = await setUp([]);
  return runTypeScript(workbench, 'tools/conformance/main.ts', [
    folder,
    ...(json ? ['--json', json] : []),
    ...databases.flatMap(name => ['--database', name]),
    ...(values.only ? ['--only', values.only] : []),
  ]);
});
