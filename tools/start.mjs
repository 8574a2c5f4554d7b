// @ts-check
// npm start: sets up and starts the demo portal.
import { once } from 'node:events';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { portalBundle } from './bundle/portalBundle.mjs';
import { startGuarded } from './portal/guardedProcess.mjs';
import { requireFreePort } from './portal/ports.mjs';
import {
  BACKSTAGE_CLI,
  portalSettings,
  startPortal,
} from './portal/startPortal.mjs';
import { requireWritableFolder } from './portal/writableFolder.mjs';
import { inRepo, root } from './setup/paths.mjs';
import { setUp } from './setup/setUp.mjs';
import { FOR_THE_PORTAL } from './setup/systemPackages.mjs';
import {
  interruption,
  readArguments,
  runCommand,
  say,
  SetupError,
  step,
} from './setup/terminal.mjs';

const USAGE = `npm start -- [options]

  --port <number>          port of the portal, 3000 if not given
  --backend-port <number>  port of its back end, 7007 if not given
  --data <folder>          where its database lives, .data if not given
  --built                  the front end as it is built for production; the back end serves it, so that all is at --backend-port
  --verbose                print the whole log

npm start -- <package>…    start single packages, as \`backstage-cli repo start\` does`;

const OPTIONS = /** @type {const} */ ({
  port: { type: 'string' },
  'backend-port': { type: 'string', default: '7007' },
  data: { type: 'string', default: inRepo('.data') },
  built: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
});

/** @param {string} text @param {string} option */
function toPort(text, option) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new SetupError(
      `Expected ${option} to be a number from 1 to 65535, but found "${text}".`,
    );
  }
  return port;
}

/**
 * @param {{ 'port'?: string, 'backend-port': string, 'built': boolean }} values
 * @returns {Promise<{ port: number, backendPort: number }>} where nobody listens yet
 */
async function freePorts(values) {
  const backendPort = toPort(values['backend-port'], '--backend-port');
  const port = values.built
    ? backendPort
    : toPort(values.port ?? '3000', '--port');
  if (!values.built) {
    if (port === backendPort) {
      throw new SetupError(
        `Expected --port and --backend-port to differ, but both are ${port}.`,
      );
    }
    await requireFreePort(port, { what: 'the portal', option: '--port' });
  }
  await requireFreePort(backendPort, {
    what: 'its back end',
    option: '--backend-port',
  });
  return { port, backendPort };
}

/** @param {{ port?: string, built: boolean }} values @param {readonly string[]} packages */
function requireWhatFits({ port, built }, packages) {
  if (built && port !== undefined) {
    throw new SetupError(
      'Expected no --port with --built, but found one. The back end serves all of the portal: give --backend-port.',
    );
  }
  if (built && packages.length > 0) {
    throw new SetupError(
      `Expected no packages with --built, but found ${packages.join(
        ', ',
      )}. Leave one of both out.`,
    );
  }
}

/** @param {import('./portal/startPortal.mjs').DemoPerson[]} people */
function listByTeam(people) {
  const teams = [...new Set(people.map(({ team }) => team))];
  return teams
    .map(team => {
      const members = people
        .filter(person => person.team === team)
        .map(({ displayName, role }) => `${displayName} (${role})`);
      return `  ${(team ?? '').padEnd(10)} ${members.join(', ')}`;
    })
    .join('\n');
}

/**
 * @param {import('./setup/setUp.mjs').Workbench} workbench
 * @param {{ port: number, backendPort: number, dataDir: string, bundle?: string, verbose: boolean }} options
 * @returns {Promise<number>} exit code, once the portal has been stopped
 */
async function runPortal(workbench, options) {
  const signal = interruption();
  const portal = await startPortal(workbench, { ...options, signal });
  say(`
The portal is ready: http://localhost:${options.port}

Sign in as anybody, without a password:
${listByTeam(portal.people)}

${portal.log
  .advice()
  .map(text => `! ${text}\n\n`)
  .join('')}Its data is in ${options.dataDir}, its log in ${
    portal.log.file
  }. Ctrl-C stops it.
`);
  if (!signal.aborted) {
    await Promise.race([once(signal, 'abort'), portal.ended]);
  }
  await portal.stop();
  if (!signal.aborted) {
    throw new SetupError(
      `Expected the portal to run until it is stopped, but it ended. The end of its log:\n\n${portal.log.tail()}`,
    );
  }
  say('Stopped.');
  return 0;
}

/**
 * What `backstage-cli repo start <package>…` does, with our settings.
 *
 * @param {import('./setup/setUp.mjs').Workbench} workbench
 * @param {{ port: number, backendPort: number, dataDir: string }} options
 * @param {readonly string[]} packages
 * @returns {Promise<number>} exit code, once they have been stopped
 */
async function runPackages({ node, env }, options, packages) {
  const signal = interruption();
  const { child, ended, stop } = startGuarded(
    node,
    [BACKSTAGE_CLI, 'repo', 'start', ...packages],
    { cwd: root, env: { ...env, ...portalSettings(options) } },
  );
  child.stdout.pipe(process.stdout);
  child.stderr.pipe(process.stderr);
  await Promise.race([once(signal, 'abort'), ended]);
  await stop();
  return signal.aborted ? 0 : child.exitCode ?? 1;
}

runCommand(async () => {
  const { values, positionals } = readArguments(
    () => parseArgs({ allowPositionals: true, options: OPTIONS }),
    USAGE,
  );
  if (values.help) {
    say(USAGE);
    return 0;
  }
  requireWhatFits(values, positionals);
  const ports = await freePorts(values);
  const dataDir = resolve(values.data);
  requireWritableFolder(dataDir, {
    what: 'the value of --data',
    wayOut: 'Choose another: npm start -- --data <folder>',
  });
  const workbench = await setUp(FOR_THE_PORTAL);
  const options = { ...ports, dataDir, verbose: values.verbose };
  return positionals.length > 0
    ? runPackages(workbench, options, positionals)
    : runPortal(workbench, {
        ...options,
        bundle: values.built
          ? await step('Building the front end', () => portalBundle(workbench))
          : undefined,
      });
});
