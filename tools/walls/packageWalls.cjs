// Who may import whom, package by package: the table of ARCHITECTURE.md as a machine reads it.
const PACKAGE = '@bpmn-pipelines/backstage-plugin-';
const ENGINE = `${PACKAGE}bpmn-engine`;

/** @param {string} message */
const noEngine = message => ({ name: ENGINE, message });

/** @param {string} message */
const noBackend = message => ({ name: `${PACKAGE}bpmn-backend`, message });

/** @param {string} message */
const noFrontend = message => ({ name: `${PACKAGE}bpmn`, message });

/** @param {string} message */
const noModules = message => ({
  group: [`${PACKAGE}*-module-*`],
  message,
});

const engine = {
  noNode:
    'The engine runs in the browser too: no Node built-ins. Take what you need from the command, or let a host do it.',
  imports: [
    {
      name: 'express',
      message: 'The engine has no I/O: routes are in bpmn-backend/src/router.',
    },
    {
      name: 'knex',
      message: 'The engine has no I/O: SQL is in bpmn-backend/src/store.',
    },
  ],
  importPatterns: [
    {
      group: ['@backstage/*'],
      message:
        'The engine knows no Backstage: what both need is in bpmn-common, what only a host needs is in bpmn-backend.',
    },
  ],
  globals: [
    'process',
    'fetch',
    'setTimeout',
    'setInterval',
    'crypto',
    'Buffer',
  ].map(name => ({
    name,
    message:
      'The engine has no platform, clock or I/O: take `now` and keys from the command, and say the rest as a change for the host.',
  })),
  syntax: [
    {
      selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
      message: 'The engine has no clock: take `now` from the command.',
    },
    {
      selector: 'MemberExpression[object.name="Date"][property.name="now"]',
      message: 'The engine has no clock: take `now` from the command.',
    },
    {
      selector: 'MemberExpression[object.name="Math"][property.name="random"]',
      message: 'The engine has no dice: take `nextKey` from the command.',
    },
    {
      selector: ':matches(AwaitExpression, [async=true])',
      message:
        'The engine is synchronous: only src/model/compile.ts may wait, for the XML parser. Say what you wait for as an open wait.',
    },
  ],
  // Reading XML is asynchronous in bpmn-moddle.
  doors: [{ files: ['src/model/compile.ts'], toSyntax: true }],
};

const bpmnCommon = {
  noNode: 'bpmn-common runs in the browser too: no Node built-ins.',
  importPatterns: [
    {
      group: [`${PACKAGE}*`, 'react', 'react-*', '@material-ui/*'],
      message:
        'bpmn-common is the ground floor: it imports no plugin and no React. Move the shared part down here instead.',
    },
  ],
};

const bpmnLint = {
  noNode: 'Lint rules run in the modeler too: no Node built-ins.',
  imports: [
    noEngine(
      'Lint knows no engine: what only `parse` can see, the modeler and the deployment ask of `parse` themselves.',
    ),
  ],
  importPatterns: [
    {
      group: ['react', 'react-*', '@material-ui/*', `${PACKAGE}bpmn-backend`],
      message:
        'A lint rule is a function of the model: no React, no back end. Report a Problem.',
    },
  ],
};

const bpmnNode = {
  imports: [
    noEngine('bpmn-node is for authors of modules, who never see the engine.'),
    noBackend(
      'bpmn-node is what bpmn-backend builds on: put the contract here and the implementation there.',
    ),
  ],
};

const bpmnBackend = {
  imports: [
    {
      name: ENGINE,
      importNames: ['step'],
      message:
        'Only src/instances calls `step`, in one transaction that locks one instance: ask InstanceService.',
    },
    noFrontend('A back end imports no front end: share through bpmn-common.'),
  ],
  importPatterns: [
    noModules(
      'bpmn-backend knows no module: offer an extension point in bpmn-node.',
    ),
  ],
  doors: [{ files: ['src/instances/**'], toPackage: ENGINE }],
};

const bpmn = {
  imports: [
    noEngine(
      'Only src/modeler/simulate knows the engine: everything else asks the back end through src/api.',
    ),
    noBackend('A front end imports no back end: share through bpmn-common.'),
  ],
  globals: [
    {
      name: 'fetch',
      message: 'Only src/api fetches: add a method to BpmnApi and use the ref.',
    },
  ],
  doors: [
    { files: ['src/modeler/simulate/**'], toPackage: ENGINE },
    { files: ['src/api/**'], toGlobals: true },
  ],
};

const module_ = {
  imports: [
    noEngine('A module sees no engine: use the contracts of bpmn-node.'),
    noBackend('A module stands on bpmn-node and bpmn-common only.'),
  ],
  importPatterns: [
    noModules(
      'Modules stand alone: what two of them need is a contract in bpmn-node.',
    ),
  ],
};

const BY_PACKAGE = {
  bpmn,
  'bpmn-backend': bpmnBackend,
  'bpmn-common': bpmnCommon,
  'bpmn-engine': engine,
  'bpmn-lint': bpmnLint,
  'bpmn-node': bpmnNode,
};

/**
 * What ESLint has to watch in a package.
 *
 * @param {string} folder name of the package's folder
 * @returns {object} `noNode`: why Node built-ins are out; `imports`, `importPatterns`, `globals`, `syntax`: in ESLint's own form;
 *   `doors`: files that may reach `toPackage`, `toGlobals` or `toSyntax`
 */
exports.packageWalls = folder =>
  BY_PACKAGE[folder] ?? (folder.includes('-module-') ? module_ : {});
