// @ts-check
import { availableParallelism } from 'node:os';
import { inRepo } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';
import { say } from '../setup/terminal.mjs';

const bin = (/** @type {string} */ path) => inRepo('node_modules', path);
const BACKSTAGE_CLI = bin('@backstage/cli/bin/backstage-cli');

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {readonly string[]} args of node
 * @property {string} wayOut what to do when it fails
 */

/** @type {Check} */
const TYPES = {
  name: 'types',
  args: [bin('typescript/bin/tsc')],
  wayOut: 'The compiler names file and line.',
};

/** Those that need nothing of each other. @type {Check[]} */
const INDEPENDENT = [
  {
    name: 'lint',
    args: [
      BACKSTAGE_CLI,
      'repo',
      'lint',
      ...['--max-warnings', '0'],
      ...['--format', inRepo('tools/walls/doors.cjs')],
    ],
    wayOut: '`yarn fix` mends what can be mended by a machine.',
  },
  {
    name: 'walls',
    args: [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', inRepo('.dependency-cruiser.cjs')],
      ...['--output-type', 'err-long'],
      ...['packages', 'plugins', 'tools'],
    ],
    wayOut: 'Each wall above says which door to use; ARCHITECTURE.md says why.',
  },
  {
    name: 'formatting',
    args: [
      bin('prettier/bin-prettier.js'),
      '--check',
      '--cache',
      ...['--cache-location', inRepo('.cache/prettier')],
      '.',
    ],
    wayOut: '`yarn fix` formats everything.',
  },
  {
    name: 'package metadata',
    args: [BACKSTAGE_CLI, 'repo', 'fix', '--check'],
    wayOut: '`yarn fix` writes it.',
  },
  {
    name: 'first load',
    args: [inRepo('tools/bundle/check.mjs')],
    wayOut:
      'Import it with import() or lazy() where it is shown. What plugins/bpmn/src/index.ts imports is loaded by everybody, at once.',
  },
  {
    name: 'configuration',
    args: [BACKSTAGE_CLI, 'config:check', '--lax'],
    wayOut:
      'The key is named above; its schema is in the config.d.ts of its package.',
  },
];

/** Reads what the compiler wrote, so it comes after the types. @type {Check} */
const API_REPORTS = {
  name: 'API reports',
  args: [
    bin('@backstage/repo-tools/bin/backstage-repo-tools'),
    ...['api-reports', '--ci'],
    // One package of ours that imports another reads its source, not its declarations; so does Backstage itself.
    ...['--omit-messages', 'ae-wrong-input-file-type'],
    ...['plugins/bpmn-common', 'plugins/bpmn-node'],
  ],
  wayOut:
    'The public API changed: `yarn build:api-reports` writes the new report; read its diff and commit it.',
};

/**
 * Runs every check, as many at a time as there are cores, and says how each ended.
 *
 * @param {import('../setup/setUp.mjs').Workbench} workbench
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks({ node, env }) {
  say('Checking');
  const results = /** @type {boolean[]} */ ([]);
  const perform = async (/** @type {Check} */ check) => {
    const start = Date.now();
    const { code, output } = await run(node, check.args, { env });
    const took = `(${((Date.now() - start) / 1000).toFixed(1)} s)`;
    results.push(code === 0);
    say(
      code === 0
        ? `  ✓ ${check.name} ${took}`
        : `  ✗ ${check.name} ${took}\n\n${output}\n\n    → ${check.wayOut}\n`,
    );
  };

  const queue = [
    async () => {
      await perform(TYPES);
      await perform(API_REPORTS);
    },
    ...INDEPENDENT.map(check => () => perform(check)),
  ];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await next();
    }
  };
  const workers = Math.min(availableParallelism(), 4);
  await Promise.all(Array.from({ length: workers }, worker));

  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}
