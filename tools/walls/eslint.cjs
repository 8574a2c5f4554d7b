// The walls of the house that ESLint can see, on top of Backstage's own rules. Every package's .eslintrc.js is
//
//   module.exports = require('../../tools/walls/eslint.cjs')(__dirname);
//
// A wall that stops you names its door. Where a wall is wrong, change it here or in packageWalls.cjs, with the reason
// beside it.
const { builtinModules } = require('node:module');
const { basename, join } = require('node:path');
const { createConfigForRole } = require('@backstage/cli/config/eslint-factory');
const { packageWalls } = require('./packageWalls.cjs');

const SIZES = {
  'max-lines': ['error', 400],
  'max-lines-per-function': [
    'error',
    { max: 50, skipBlankLines: true, skipComments: true },
  ],
  complexity: ['error', 10],
  'max-params': ['error', 3],
};

const NO_DEFAULT_EXPORT =
  'Named exports only (Backstage ADR003). Backstage wants a default from the entry of a plugin: there, and only there, write `export { thePlugin as default } from …`.';
const ENTRIES = ['src/index.ts', 'src/alpha.ts', 'src/legacy.ts'];
const NAMED_EXPORTS = [
  { selector: 'ExportDefaultDeclaration', message: NO_DEFAULT_EXPORT },
  {
    selector:
      ':matches(ExportSpecifier, ExportAllDeclaration)[exported.name="default"]',
    door: ENTRIES,
    message: NO_DEFAULT_EXPORT,
  },
];

const isFrontend = role =>
  role.startsWith('frontend') || role === 'web-library';

// What Backstage's own configuration restricts: a rule that is set again forgets what it was set to before.
const REACT_BY_NAME = {
  selector:
    "ImportDeclaration[source.value='react'] :matches(ImportDefaultSpecifier, ImportNamespaceSpecifier)",
  message:
    "Import what you need from 'react' by name; JSX needs no import of React.",
};
const NO_DIRNAME = {
  selector: 'Identifier[name="__dirname"]',
  door: ['!src/**'],
  message:
    'A build moves the file: use resolvePackagePath() of @backstage/backend-plugin-api.',
};
const ONE_ICON = ['@material-ui/icons', '@material-ui/icons/'].map(name => ({
  name,
  message: "Import '@material-ui/icons/<Icon>': the whole is huge.",
}));
const NO_TEST_CODE = {
  group: [
    '*.test',
    '*.test.*',
    '**/testing',
    '**/testing/**',
    '**/__testUtils__/**',
    '**/__mocks__/**',
  ],
  message: 'Product code imports no test code: move what both need.',
};

const nodeBuiltins = message =>
  builtinModules.flatMap(name => [
    { name, message },
    { name: `node:${name}`, message },
  ]);

/** A package that is out is out for `import()` and `require()` as well. */
const lazyImports = ({ name, door, message }) =>
  [
    `ImportExpression[source.value="${name}"]`,
    `ImportExpression > TemplateLiteral > TemplateElement[value.cooked="${name}"]`,
    `CallExpression[callee.name="require"][arguments.0.value="${name}"]`,
  ].map(selector => ({ selector, door, message }));

/** Every wall of a package, with its doors. */
function allWalls(folder, role) {
  const wall = packageWalls(folder);
  const noNode =
    wall.noNode ?? (isFrontend(role) && 'A browser has no Node built-ins.');
  return {
    packages: [
      ...(isFrontend(role) ? ONE_ICON : []),
      ...(noNode ? nodeBuiltins(noNode) : []),
      ...wall.packages,
    ],
    // What is in tools puts the product to the test, as tests do.
    scopes: [...(folder === 'tools' ? [] : [NO_TEST_CODE]), ...wall.scopes],
    globals: wall.globals,
    syntax: [
      ...NAMED_EXPORTS,
      isFrontend(role) ? REACT_BY_NAME : NO_DIRNAME,
      ...wall.syntax,
      ...wall.packages.flatMap(lazyImports),
    ],
  };
}

/** ESLint's rules for the walls that are not open. */
function rulesFor({ packages, scopes, globals, syntax }) {
  const plain = walls => walls.map(({ stops, door, ...wall }) => wall);
  // With a severity alone ESLint keeps the options it had.
  const list = walls => (walls.length > 0 ? ['error', ...plain(walls)] : 'off');
  return {
    'no-restricted-imports': [
      'error',
      { paths: plain(packages), patterns: plain(scopes) },
    ],
    'no-restricted-globals': list(globals),
    'no-restricted-syntax': list(syntax),
  };
}

/** One override for every set of files that some wall has a door for. */
function openDoors(walls) {
  const kinds = Object.entries(walls);
  const doors = kinds
    .flatMap(([, list]) => list.map(({ door }) => door))
    .filter(Boolean)
    .map(files => JSON.stringify(files));
  return [...new Set(doors)].map(files => ({
    files: JSON.parse(files),
    rules: rulesFor(
      Object.fromEntries(
        kinds.map(([kind, list]) => [
          kind,
          list.filter(({ door }) => JSON.stringify(door) !== files),
        ]),
      ),
    ),
  }));
}

/**
 * Files are read top-down, so a part of a component may come after it. Components are constants, which this rule takes for values that are not
 * there yet; what runs before its value is there is found all the same.
 */
const PARTS_COME_LATER = {
  '@typescript-eslint/no-use-before-define': [
    'error',
    { functions: false, variables: false },
  ],
};

/** Express knows a handler of errors by its four parameters, and the catalog gives its processors as many. */
const CALLED_BY_OTHERS = {
  files: ['src/router/sendProblem.ts', 'src/git/ProcessFromGitProcessor.ts'],
  rules: { 'max-params': ['error', 4] },
};

/** Tests may do what the product may not: read files, tell the time, plant violations. */
const TESTS = {
  files: [
    '**/*.test.*',
    'src/setupTests.*',
    'src/testing/**',
    'src/**/__testUtils__/**',
    // Of browsers: they run in Node.
    'e2e-tests/**',
    'screenshots/**',
    'dev/**',
  ],
  rules: {
    // To ESLint a `describe` is one function.
    'max-lines-per-function': 'off',
    'no-restricted-globals': 'off',
    'no-restricted-imports': 'off',
    'no-restricted-syntax': ['error', NAMED_EXPORTS[0]],
  },
};

/**
 * ESLint configuration of one package.
 *
 * @param {string} dir folder of the package
 */
module.exports = function walls(dir) {
  const { role } = require(join(dir, 'package.json')).backstage;
  const all = allWalls(basename(dir), role);

  return createConfigForRole(dir, role, {
    rules: {
      ...SIZES,
      '@backstage/no-mixed-plugin-imports': 'error',
      ...(isFrontend(role) && PARTS_COME_LATER),
    },
    overrides: [
      // An override rather than a rule: Backstage lifts these rules for whatever is outside src.
      { files: ['**/*'], rules: rulesFor(all) },
      ...openDoors(all),
      CALLED_BY_OTHERS,
      TESTS,
    ],
  });
};
