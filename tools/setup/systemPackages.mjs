// @ts-check
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheDir } from './paths.mjs';
import { run } from './run.mjs';
import { say, SetupError, step } from './terminal.mjs';

/**
 * A program or library of the operating system that something here needs.
 *
 * @typedef {object} SystemProgram
 * @property {string} what what it is for
 * @property {readonly string[]} commands any of these will do; of a library: the folders that it may be in
 * @property {Record<string, string>} packages its packages by package manager
 */

// Where the system's own Python looks, whichever version it is.
const PYTHON_LIBRARIES = ['/usr/lib', '/usr/lib64']
  .filter(existsSync)
  .flatMap(folder =>
    readdirSync(folder)
      .filter(name => /^python3/.test(name))
      .flatMap(name => [
        join(folder, name, 'dist-packages'),
        join(folder, name, 'site-packages'),
      ]),
  );

const R_LIBRARIES = [
  '/usr/lib/R/site-library',
  '/usr/lib/R/library',
  '/usr/local/lib/R/site-library',
  '/usr/lib64/R/library',
  '/usr/share/R/library',
];

/**
 * @param {string} what
 * @param {readonly string[]} folders
 * @param {Record<string, string>} packages
 * @returns {SystemProgram}
 */
const library = (what, folders, packages) => ({
  what: 'script tasks that work on data',
  // The first names it where it is missing.
  commands: [what, ...folders.map(folder => join(folder, what))],
  packages,
});

/** @type {Record<string, SystemProgram>} */
const PROGRAMS = {
  python: {
    what: 'Python script tasks',
    // What sandboxes see; a Python of somebody's own is not in them.
    commands: ['/usr/bin/python3', '/usr/local/bin/python3'],
    packages: {
      'apt-get': 'python3',
      dnf: 'python3',
      pacman: 'python',
      brew: 'python',
    },
  },
  r: {
    what: 'R script tasks',
    commands: ['Rscript'],
    packages: {
      'apt-get': 'r-base-core r-cran-jsonlite',
      dnf: 'R-core R-jsonlite',
      pacman: 'r',
      brew: 'r',
    },
  },
  sandbox: {
    what: 'the sandbox of script tasks',
    commands: ['bwrap'],
    packages: {
      'apt-get': 'bubblewrap',
      dnf: 'bubblewrap',
      pacman: 'bubblewrap',
    },
  },
  compiler: {
    what: 'script tasks that begin fast',
    commands: ['cc'],
    packages: {
      'apt-get': 'gcc libc6-dev',
      dnf: 'gcc glibc-devel',
      pacman: 'gcc',
    },
  },
  pandas: library('pandas', PYTHON_LIBRARIES, {
    'apt-get': 'python3-pandas',
    dnf: 'python3-pandas',
    pacman: 'python-pandas',
  }),
  matplotlib: library('matplotlib', PYTHON_LIBRARIES, {
    'apt-get': 'python3-matplotlib',
    dnf: 'python3-matplotlib',
    pacman: 'python-matplotlib',
  }),
  sklearn: library('sklearn', PYTHON_LIBRARIES, {
    'apt-get': 'python3-sklearn',
    dnf: 'python3-scikit-learn',
    pacman: 'python-scikit-learn',
  }),
  ggplot2: library('ggplot2', R_LIBRARIES, {
    'apt-get': 'r-cran-ggplot2',
    dnf: 'R-ggplot2',
  }),
  dataTable: library('data.table', R_LIBRARIES, {
    'apt-get': 'r-cran-data.table',
    dnf: 'R-data.table',
  }),
  randomForest: library('randomForest', R_LIBRARIES, {
    'apt-get': 'r-cran-randomforest',
  }),
  mkdocs: {
    what: 'documentation pages in the portal',
    commands: ['mkdocs'],
    packages: {
      'apt-get': 'mkdocs mkdocs-material',
      brew: 'mkdocs-material',
      pacman: 'mkdocs mkdocs-material',
    },
  },
  browser: {
    what: 'browser tests',
    commands: [
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
    packages: {
      'apt-get': 'chromium',
      dnf: 'chromium',
      pacman: 'chromium',
      brew: '--cask google-chrome',
    },
  },
};

/** What script tasks need. */
const FOR_SCRIPTS = ['python', 'r', 'sandbox', 'compiler'];

/** What the environments `data` and `data-r` of script tasks have loaded. */
const FOR_DATA = [
  ...['pandas', 'matplotlib', 'sklearn'],
  ...['ggplot2', 'dataTable', 'randomForest'],
];

/** What tests of script tasks need. */
export const FOR_TESTS_OF_SCRIPTS = [...FOR_SCRIPTS, ...FOR_DATA];

/** What the portal makes use of; it starts without as well. */
export const FOR_THE_PORTAL = [...FOR_SCRIPTS, 'mkdocs'];

/** What the tests need on top. */
export const FOR_THE_TESTS = [...FOR_THE_PORTAL, ...FOR_DATA, 'browser'];

/**
 * Looks a command up on the path.
 *
 * @param {readonly string[]} commands names or absolute paths, the best first
 * @returns {string | undefined} the first that exists
 */
export function findCommand(commands) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return commands
    .flatMap(command =>
      command.startsWith('/')
        ? [command]
        : folders.map(folder => join(folder, command)),
    )
    .find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The system's browser for tests, if it has one. */
export const findBrowser = () => findCommand(PROGRAMS.browser.commands);

/** @param {readonly string[]} names @returns {SystemProgram[]} */
const missing = names =>
  names
    .map(name => PROGRAMS[name])
    .filter(({ commands }) => !findCommand(commands));

/**
 * Makes sure that programs of the operating system are there. On Debian and its kin, as root or with a sudo that asks
 * no password, it installs what is missing; elsewhere it prints the command to do so and goes on. With `CI` set,
 * what is still missing is a failure.
 *
 * @param {readonly string[]} names keys of the table above
 * @throws {SetupError} with `CI` set, if something is missing and could not be installed
 */
export async function ensureSystemPrograms(names) {
  const absent = missing(names);
  const prefix =
    absent.length > 0 && !haveFailed(absent) ? await privilege() : undefined;
  if (prefix && findCommand(['apt-get'])) {
    await installWithApt(absent, prefix);
  }
  const stillAbsent = missing(names);
  if (stillAbsent.length === 0) {
    say('  ✓ System programs are there');
    return;
  }
  const advice = [
    ...stillAbsent.map(({ commands, what }) => `${commands[0]} (for ${what})`),
    `To install: ${installCommand(stillAbsent)}`,
  ].join('\n    ');
  if (process.env.CI) {
    throw new SetupError(
      `Expected every system program with CI set, but these are missing:\n    ${advice}`,
    );
  }
  say(`  ! Going on without\n    ${advice}`);
}

/**
 * How to run a command as root without being asked for a password.
 *
 * @returns {Promise<readonly string[] | undefined>} what to put before the command; undefined if there is no way
 */
async function privilege() {
  if (process.getuid?.() === 0) {
    return [];
  }
  if (!findCommand(['sudo'])) {
    return undefined;
  }
  const { code } = await run('sudo', ['-n', 'true']);
  return code === 0 ? ['sudo', '-n'] : undefined;
}

// Which programs apt-get could not install: a start does not try the same again. `npm run setup` and CI do.
const FAILED = join(cacheDir, 'system-programs-that-failed');

/** Forgets what could not be installed, so that it is tried again. */
export function retrySystemPrograms() {
  rmSync(FAILED, { force: true });
}

/** @param {readonly SystemProgram[]} programs */
function haveFailed(programs) {
  if (process.env.CI || !existsSync(FAILED)) {
    return false;
  }
  const failed = readFileSync(FAILED, 'utf8').split('\n');
  return programs.every(({ commands }) => failed.includes(commands[0]));
}

/**
 * Installs program by program: one that cannot be had does not keep the others away. What is missing afterwards is the
 * caller's to say.
 *
 * @param {readonly SystemProgram[]} programs
 * @param {readonly string[]} prefix
 */
async function installWithApt(programs, prefix) {
  const failed = /** @type {string[]} */ ([]);
  const aptGet = (
    /** @type {(note: string) => void} */ note,
    /** @type {string[]} */ ...args
  ) => {
    const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
    const [command, ...rest] = [...prefix, ...quiet, ...args];
    return run(command, rest, { onLine: note });
  };

  await attempt('Asking for the list of system packages', note =>
    aptGet(note, 'update'),
  );
  for (const { commands, packages } of programs) {
    const names = packages['apt-get'].split(' ');
    const install = ['install', '-y', '--no-install-recommends'];
    const worked = await attempt(`Installing ${names.join(', ')}`, note =>
      aptGet(note, ...install, ...names),
    );
    if (!worked) {
      failed.push(commands[0]);
    }
  }
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(FAILED, failed.join('\n'));
}

/**
 * A step that may fail; it then says why.
 *
 * @param {string} title
 * @param {(note: (text: string) => void) => Promise<import('./run.mjs').RunResult>} work
 * @returns {Promise<boolean>} whether it worked
 */
function attempt(title, work) {
  return step(title, async note => {
    const { code, output } = await work(note);
    if (code !== 0) {
      throw new Error(output.split('\n').at(-1));
    }
    return true;
  }).catch(error => {
    say(`    ${error.message}`);
    return false;
  });
}

/** @param {readonly SystemProgram[]} programs @returns {string} the exact command for this system */
function installCommand(programs) {
  const manager = ['apt-get', 'dnf', 'pacman', 'brew'].find(name =>
    findCommand([name]),
  );
  if (!manager) {
    const names = programs.map(({ commands }) => commands[0]).join(', ');
    return `use your system's package manager for ${names}`;
  }
  const verb = {
    'apt-get': 'sudo apt-get install -y',
    dnf: 'sudo dnf install -y',
    pacman: 'sudo pacman -S',
    brew: 'brew install',
  }[manager];
  const packages = programs
    .map(({ packages: names }) => names[manager])
    .filter(Boolean);
  return packages.length > 0
    ? `${verb} ${packages.join(' ')}`
    : `${manager} has no package for this; see README.md`;
}
