// @ts-check
import {
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { nodePackages } from './nodePackages.mjs';
import { cacheDir } from './paths.mjs';
import { findRegistryProblem } from './registry.mjs';
import { run } from './run.mjs';
import { say, SetupError, step } from './terminal.mjs';

/** What Backstage 1.55 and its test environment run on, as major and least minor; the same as `engines` in package.json. */
const SUPPORTED = [
  [22, 12],
  [24, 0],
];
const OLDEST_FOR_SET_UP = 20;

const [major, minor] = process.versions.node.split('.').map(Number);

/**
 * Finds a Node that Backstage supports: the one that runs this, else one fetched from the package registry into
 * .cache/node. The system's own Node stays as it is.
 *
 * @returns {Promise<string>} path of the binary
 * @throws {SetupError} if there is none for this platform or the registry does not answer
 */
export async function findSupportedNode() {
  if (SUPPORTED.some(([line, least]) => major === line && minor >= least)) {
    return process.execPath;
  }
  if (major < OLDEST_FOR_SET_UP) {
    throw new SetupError(
      `Expected Node ${OLDEST_FOR_SET_UP} or newer, but this is ${process.version}. Please install Node 24.`,
    );
  }
  const wanted = nodePackages[`${process.platform}-${process.arch}`];
  if (!wanted) {
    throw new SetupError(
      `Expected Node 22 or 24, but this is ${process.version} and none can be fetched for ${process.platform} on ${process.arch}. Please install Node 24.`,
    );
  }
  const { name, version } = wanted;
  const folder = join(cacheDir, 'node', version);
  if (!existsSync(folder)) {
    await step(
      `Fetching Node ${version} (yours is ${process.version} and stays as it is)`,
      note => fetchNode(wanted, { folder, note }),
    );
  }
  say(`  ✓ Node ${version} from .cache/node`);
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(folder, 'node_modules', name, 'bin', binary);
}

/**
 * Installs the package by a lockfile, so that npm refuses what is not exactly this, and moves it into place when it is complete.
 *
 * @param {import('./nodePackages.mjs').NodePackage} wanted
 * @param {{ folder: string, note: (text: string) => void }} options
 */
async function fetchNode({ name, version, integrity }, { folder, note }) {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const manifest = { dependencies: { [name]: version } };
  const lockfile = {
    lockfileVersion: 3,
    packages: {
      '': manifest,
      [`node_modules/${name}`]: { version, integrity },
    },
  };
  writeFileSync(join(unfinished, 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    join(unfinished, 'package-lock.json'),
    JSON.stringify(lockfile),
  );

  const { code, output } = await runNpm(unfinished, note);
  if (code !== 0) {
    throw new SetupError(
      findRegistryProblem(output) ??
        `Expected npm to fetch ${name}@${version}, but it could not (${firstError(
          output,
        )}). Try again, or install Node 24 yourself.`,
    );
  }
  renameSync(unfinished, folder);
}

/**
 * @param {string} folder
 * @param {(text: string) => void} note
 */
function runNpm(folder, note) {
  // npm says where it is to what it runs; a file of JavaScript runs the same on every system.
  const npm = /npm-cli\.js$/.exec(process.env.npm_execpath ?? '')?.input;
  return run(
    npm ? process.execPath : 'npm',
    [
      ...(npm ? [npm] : []),
      'ci',
      '--ignore-scripts',
      ...['--fetch-retries', '1', '--fetch-retry-mintimeout', '1000'],
    ],
    { cwd: folder, onLine: note },
  );
}

/** @param {string} output what npm printed */
function firstError(output) {
  const errors = output
    .split('\n')
    .filter(line => /^npm (ERR!|error)/.test(line))
    .map(line => line.replace(/^npm (ERR!|error)\s*/, ''));
  return errors.find(line => line.length > 0) ?? 'it gave no reason';
}

/**
 * The environment in which everything of this repository runs: the supported Node comes first on the path.
 *
 * @param {string} node path of the binary
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentWith(node) {
  const { PATH = '', ...rest } = process.env;
  return { ...rest, PATH: `${dirname(node)}${delimiter}${PATH}` };
}
