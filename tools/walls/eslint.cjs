// The walls of the house that ESLint can see, on top of Backstage's own rules. Every package's .eslintrc.js is
//
//   module.exports = require('../../tools/walls/eslint.cjs')(__dirname);
//
// A wall that stops you names its door. Where a wall is wrong, change it here, with the reason beside it, and change
// the planted violation in tools/src/walls that proves it.
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
];
const NAMED_EXPORTS_OUTSIDE_ENTRIES = [
  ...NAMED_EXPORTS,
  {
    selector: 'ExportSpecifier[exported.name="default"]',
    message: NO_DEFAULT_EXPORT,
  },
];

const isFrontend = role =>
  role.startsWith('frontend') || role === 'web-library';

/** What Backstage's own configuration restricts; a rule that is set again forgets what it was set to before. */
function backstageSyntax(role) {
  return isFrontend(role)
    ? [
        {
          selector:
            "ImportDeclaration[source.value='react'] :matches(ImportDefaultSpecifier, ImportNamespaceSpecifier)",
          message:
            "Import what you need from 'react' by name; JSX needs no import of React.",
        },
      ]
    : [
        {
          selector: 'Identifier[name="__dirname"]',
          message:
            'A build moves the file: use resolvePackagePath() of @backstage/backend-plugin-api.',
        },
      ];
}

/** Imports that are out everywhere, or everywhere in a browser. */
function backstageImports(role) {
  return {
    paths: isFrontend(role)
      ? ['@material-ui/icons', '@material-ui/icons/'].map(name => ({
          name,
          message: "Import '@material-ui/icons/<Icon>': the whole is huge.",
        }))
      : [],
    patterns: [
      {
        group: ['*.test', '*.test.*', '**/__testUtils__/**', '**/__mocks__/**'],
        message: 'Product code imports no test code: move what both need.',
      },
    ],
  };
}

const nodeBuiltins = message =>
  builtinModules.flatMap(name => [
    { name, message },
    { name: `node:${name}`, message },
  ]);

/** The rules of one package, before any door is opened. */
function rulesOf(wall, role) {
  const noNode = isFrontend(role) ? 'A browser has no Node built-ins.' : null;
  const builtins = wall.noNode ?? noNode;
  const common = backstageImports(role);
  return {
    imports: {
      paths: [
        ...common.paths,
        ...(builtins ? nodeBuiltins(builtins) : []),
        ...(wall.imports ?? []),
      ],
      patterns: [...common.patterns, ...(wall.importPatterns ?? [])],
    },
    globals: wall.globals ?? [],
    syntax: [...backstageSyntax(role), ...(wall.syntax ?? [])],
  };
}

/** An override that opens a door of a wall for some files; see packageWalls.cjs. */
function openDoor({ files, toPackage, toGlobals, toSyntax }, { imports }) {
  return {
    files,
    rules: {
      ...(toPackage && {
        'no-restricted-imports': [
          'error',
          {
            ...imports,
            paths: imports.paths.filter(({ name }) => name !== toPackage),
          },
        ],
      }),
      ...(toGlobals && { 'no-restricted-globals': 'off' }),
      ...(toSyntax && {
        'no-restricted-syntax': ['error', ...NAMED_EXPORTS_OUTSIDE_ENTRIES],
      }),
    },
  };
}

/** Tests may do what the product may not: read files, tell the time, plant violations. */
const TESTS = {
  files: ['**/*.test.*', 'src/setupTests.*', 'src/testing/**', 'dev/**'],
  rules: {
    // To ESLint a `describe` is one function.
    'max-lines-per-function': 'off',
    'no-restricted-globals': 'off',
    'no-restricted-imports': 'off',
    'no-restricted-syntax': ['error', ...NAMED_EXPORTS],
  },
};

/**
 * ESLint configuration of one package.
 *
 * @param {string} dir folder of the package
 */
module.exports = function walls(dir) {
  const { role } = require(join(dir, 'package.json')).backstage;
  const wall = packageWalls(basename(dir));
  const rules = rulesOf(wall, role);

  return createConfigForRole(dir, role, {
    rules: {
      ...SIZES,
      '@backstage/no-mixed-plugin-imports': 'error',
      'no-restricted-imports': ['error', rules.imports],
      'no-restricted-globals': ['error', ...rules.globals],
      'no-restricted-syntax': [
        'error',
        ...NAMED_EXPORTS_OUTSIDE_ENTRIES,
        ...rules.syntax,
      ],
    },
    overrides: [
      {
        files: ENTRIES,
        rules: {
          'no-restricted-syntax': ['error', ...NAMED_EXPORTS, ...rules.syntax],
        },
      },
      ...(wall.doors ?? []).map(door => openDoor(door, rules)),
      TESTS,
    ],
  });
};
