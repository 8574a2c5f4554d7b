// Who may use what, package by package: the table of ARCHITECTURE.md as ESLint reads it. Every wall carries the code that it
// stops; the test plants exactly that.
const PACKAGE = '@bpmn-pipelines/backstage-plugin-';

/** Packages of ours that a package may import; the import graph is held to the same table. */
const MAY_IMPORT = {
  bpmn: ['bpmn-common', 'bpmn-lint', 'bpmn-engine'],
  'bpmn-backend': ['bpmn-common', 'bpmn-engine', 'bpmn-lint', 'bpmn-node'],
  'bpmn-common': [],
  'bpmn-engine': ['bpmn-common'],
  'bpmn-lint': ['bpmn-common'],
  'bpmn-node': ['bpmn-common'],
};
const MODULES_MAY_IMPORT = ['bpmn-common', 'bpmn-node'];

/**
 * @param {string} folder name of the package's folder
 * @returns {readonly string[]} folders of the packages of ours that it may import
 */
const mayImport = folder =>
  MAY_IMPORT[folder] ?? (folder.includes('-module-') ? MODULES_MAY_IMPORT : []);

const noPlatform = name => ({
  name,
  stops: `export const x = ${name};`,
  message:
    'The engine has no platform, clock or I/O: take `now` and keys from the command, and say the rest as a change for the host.',
});

const noClock = (selector, code) => ({
  selector,
  stops: `export const x = () => ${code};`,
  message: 'The engine has no clock: take `now` from the command.',
});

const engine = {
  noNode:
    'The engine runs in the browser too: no Node built-ins. Take what you need from the command, or let a host do it.',
  packages: [
    [
      'express',
      'The engine has no I/O: routes are in bpmn-backend/src/router.',
    ],
    ['knex', 'The engine has no I/O: SQL is in bpmn-backend/src/store.'],
  ].map(([name, message]) => ({ name, message })),
  scopes: [
    {
      group: ['@backstage/*'],
      stops: `import * as y from '@backstage/errors';\n\nexport const x = y;`,
      message:
        'The engine knows no Backstage: what both need is in bpmn-common, what only a host needs is in bpmn-backend.',
    },
  ],
  globals: [
    'process',
    'fetch',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'queueMicrotask',
    'crypto',
    'Buffer',
    'performance',
    'console',
    'globalThis',
    'window',
    'self',
  ].map(noPlatform),
  syntax: [
    noClock(
      'NewExpression[callee.name="Date"][arguments.length=0]',
      'new Date()',
    ),
    noClock('CallExpression[callee.name="Date"]', 'Date()'),
    noClock(
      'MemberExpression[object.name="Date"][property.name="now"]',
      'Date.now()',
    ),
    {
      selector: 'MemberExpression[object.name="Math"][property.name="random"]',
      stops: 'export const x = () => Math.random();',
      message: 'The engine has no dice: take `nextKey` from the command.',
    },
    ...[
      ['AwaitExpression', 'export const x = async (y: any) => await y;'],
      ['[async=true]', 'export const x = async () => 1;'],
      [
        'Identifier[name="Promise"]',
        'export const x = () => Promise.resolve(1);',
      ],
    ].map(([selector, stops]) => ({
      selector,
      stops,
      // Reading and writing XML is asynchronous in bpmn-moddle.
      door: ['src/model/document/**', 'src/parse.ts'],
      message:
        'The engine is synchronous: only src/model/document and src/parse.ts may wait, for the XML parser. Say what you wait for as an open wait.',
    })),
  ],
};

const NO_REACT = {
  group: ['react', 'react-*', '@material-ui/*'],
  stops: `import { useState } from 'react';\n\nexport const x = useState;`,
};

const bpmnCommon = {
  noNode: 'bpmn-common runs in the browser too: no Node built-ins.',
  scopes: [
    {
      ...NO_REACT,
      message:
        'bpmn-common is the ground floor, without React: components are in bpmn.',
    },
  ],
};

const bpmnLint = {
  noNode: 'Lint rules run in the modeler too: no Node built-ins.',
  scopes: [
    {
      ...NO_REACT,
      message: 'A lint rule is a function of the model: report a Problem.',
    },
  ],
};

const STEP =
  'Only src/instances calls `step`, in one transaction that locks one instance: ask InstanceService.';

const bpmnBackend = {
  packages: [
    {
      name: `${PACKAGE}bpmn-engine`,
      importNames: ['step'],
      door: ['src/instances/**'],
      message: STEP,
    },
  ],
};

const API = 'Only src/api fetches: add a method to BpmnApi and use its ref.';

const bpmn = {
  packages: [
    {
      name: `${PACKAGE}bpmn-engine`,
      door: ['src/modeler/simulate/**'],
      message:
        'Only src/modeler/simulate knows the engine: everything else asks the back end through src/api.',
    },
    ...['core-plugin-api', 'frontend-plugin-api'].map(name => ({
      name: `@backstage/${name}`,
      importNames: ['fetchApiRef'],
      door: ['src/api/**'],
      message: API,
    })),
  ],
  globals: [
    {
      name: 'fetch',
      stops: `export const x = () => fetch('/api/bpmn');`,
      door: ['src/api/**'],
      message: API,
    },
  ],
  syntax: [
    {
      selector:
        'MemberExpression[object.name=/^(window|globalThis|self)$/][property.name="fetch"]',
      stops: `export const x = () => window.fetch('/api/bpmn');`,
      door: ['src/api/**'],
      message: API,
    },
  ],
};

const BY_PACKAGE = {
  bpmn,
  'bpmn-backend': bpmnBackend,
  'bpmn-common': bpmnCommon,
  'bpmn-engine': engine,
  'bpmn-lint': bpmnLint,
};

/** Packages of ours that are out altogether, as one wall. */
function foreignPackages(folder) {
  const allowed = [folder, ...mayImport(folder)];
  const stopped = allowed.includes('bpmn-backend') ? 'bpmn' : 'bpmn-backend';
  const listed = mayImport(folder).join(', ') || 'nothing of ours';
  return {
    group: [`${PACKAGE}*`, ...allowed.map(name => `!${PACKAGE}${name}`)],
    stops: `import * as y from '${PACKAGE}${stopped}';\n\nexport const x = y;`,
    message: `${folder} may import ${listed}: share types and clients through bpmn-common, contracts of modules through bpmn-node.`,
  };
}

/**
 * What ESLint has to watch in a package. `packages`, `scopes`, `globals` and `syntax` are in ESLint's own form, with two
 * additions: `stops`, code that the wall has to stop, and `door`, files for which it is open. `noNode` says why Node's
 * built-ins are out.
 *
 * @param {string} folder name of the package's folder
 */
function packageWalls(folder) {
  const own = BY_PACKAGE[folder] ?? {};
  const isOurs = folder in MAY_IMPORT || folder.includes('-module-');
  return {
    noNode: own.noNode,
    packages: own.packages ?? [],
    scopes: [
      ...(own.scopes ?? []),
      ...(isOurs ? [foreignPackages(folder)] : []),
    ],
    globals: own.globals ?? [],
    syntax: own.syntax ?? [],
  };
}

module.exports = { MAY_IMPORT, MODULES_MAY_IMPORT, packageWalls };
