/** Code that a wall has to stop. */
export interface Plant {
  readonly what: string;
  /** Below plugins/. */
  readonly file: string;
  readonly code: string;
  /** The ESLint rule that must fire. */
  readonly rule: string;
  /** What its message must contain. */
  readonly says: string;
}

interface Wall {
  readonly message: string;
  readonly stops: string;
}

interface PackageWalls {
  readonly noNode?: string;
  readonly packages: readonly {
    name: string;
    importNames?: string[];
    message: string;
  }[];
  readonly scopes: readonly Wall[];
  readonly globals: readonly (Wall & { name: string })[];
  readonly syntax: readonly (Wall & { selector: string })[];
}

const imports = (name: string, importName?: string) =>
  importName
    ? `import { ${importName} as y } from '${name}';\n\nexport const x = y;`
    : `import * as y from '${name}';\n\nexport const x = y;`;

/** One plant for every wall that packageWalls.cjs gives a package, so that none can be added without proof. */
export function plantedWalls(folder: string): Plant[] {
  const walls: PackageWalls = jest
    .requireActual('../../walls/packageWalls.cjs')
    .packageWalls(folder);
  const { noNode } = walls;
  const named = (kind: string, rule: string, list: readonly Wall[]) =>
    list.map(({ message, stops }, index) => ({
      what: stops.replace(/\s+/g, ' '),
      file: `${folder}/src/planted/${kind}${index}.ts`,
      code: stops,
      rule,
      says: message,
    }));

  return [
    ...named('builtin', 'no-restricted-imports', [
      ...(noNode
        ? ['fs', 'node:fs', 'node:crypto'].map(name => ({
            stops: imports(name),
            message: noNode,
          }))
        : []),
    ]),
    ...named(
      'package',
      'no-restricted-imports',
      walls.packages.map(({ name, importNames, message }) => ({
        stops: imports(name, importNames?.[0]),
        message,
      })),
    ),
    ...named(
      'lazy',
      'no-restricted-syntax',
      walls.packages.flatMap(({ name, message }) =>
        [`import('${name}')`, `import(\`${name}\`)`, `require('${name}')`].map(
          code => ({ stops: `export const x = () => ${code};`, message }),
        ),
      ),
    ),
    ...named('scope', 'no-restricted-imports', walls.scopes),
    ...named('global', 'no-restricted-globals', walls.globals),
    ...named('syntax', 'no-restricted-syntax', walls.syntax),
  ];
}

/** The engine's asynchronous files have no clock either. */
export const clockBehindTheDoor: Plant = {
  what: 'a clock behind a door for something else',
  file: 'bpmn-engine/src/model/document/readDocument.ts',
  code: 'export const compile = async (xml: Promise<string>) => [await xml, Date.now()];',
  rule: 'no-restricted-syntax',
  says: 'take `now` from the command',
};

const branches = Array.from(
  { length: 10 },
  (_, i) => `if (a === ${i}) return ${i};`,
).join('\n');

const DEFAULT_ONLY_IN_ENTRIES = 'there, and only there';

/** What is stopped everywhere. */
export const commonViolations: readonly Plant[] = [
  {
    what: 'a default export',
    file: 'bpmn-node/src/defaultExport.ts',
    code: 'export default 1;',
    rule: 'no-restricted-syntax',
    says: DEFAULT_ONLY_IN_ENTRIES,
  },
  {
    what: 'a default export outside src',
    file: 'bpmn-node/migrations/defaultExport.ts',
    code: 'export default 1;',
    rule: 'no-restricted-syntax',
    says: DEFAULT_ONLY_IN_ENTRIES,
  },
  {
    what: 'a default among named exports',
    file: 'bpmn-node/src/defaultSpecifier.ts',
    code: `const x = 1;\n\nexport { x as default };`,
    rule: 'no-restricted-syntax',
    says: DEFAULT_ONLY_IN_ENTRIES,
  },
  {
    what: 'everything as a default',
    file: 'bpmn-node/src/allAsDefault.ts',
    code: `export * as default from './something';`,
    rule: 'no-restricted-syntax',
    says: DEFAULT_ONLY_IN_ENTRIES,
  },
  {
    what: 'product code that imports what tests share',
    file: 'bpmn-engine/src/importsTesting.ts',
    code: imports('./testing/scenario'),
    rule: 'no-restricted-imports',
    says: 'Product code imports no test code',
  },
  {
    what: 'product code that imports test code',
    file: 'bpmn-node/src/importsTest.ts',
    code: imports('./something.test'),
    rule: 'no-restricted-imports',
    says: 'Product code imports no test code',
  },
  {
    what: 'the folder of a file that a build moves',
    file: 'bpmn-node/src/dirname.ts',
    code: 'export const x = __dirname;',
    rule: 'no-restricted-syntax',
    says: 'resolvePackagePath()',
  },
  {
    what: 'Node in a browser',
    file: 'bpmn/src/node.ts',
    code: imports('node:fs'),
    rule: 'no-restricted-imports',
    says: 'A browser has no Node built-ins',
  },
  {
    what: 'React as a whole',
    file: 'bpmn/src/react.ts',
    code: `import React from 'react';\n\nexport const x = React;`,
    rule: 'no-restricted-syntax',
    says: "Import what you need from 'react' by name",
  },
  {
    what: 'every icon at once',
    file: 'bpmn/src/icons.ts',
    code: imports('@material-ui/icons', 'Menu'),
    rule: 'no-restricted-imports',
    says: 'the whole is huge',
  },
  {
    what: 'a back end inside a front end',
    file: 'bpmn/src/backend.ts',
    code: imports('@bpmn-pipelines/backstage-plugin-bpmn-node'),
    rule: '@backstage/no-mixed-plugin-imports',
    says: 'uses forbidden import',
  },
  {
    what: 'an import that the package does not declare',
    file: 'bpmn-node/src/undeclared.ts',
    code: imports('luxon'),
    rule: '@backstage/no-undeclared-imports',
    says: 'must be declared in dependencies',
  },
  {
    what: 'a file of more than 400 lines',
    file: 'bpmn-node/src/longFile.ts',
    code: '// A line.\n'.repeat(401),
    rule: 'max-lines',
    says: 'Maximum allowed is 400',
  },
  {
    what: 'a function of more than 50 lines',
    file: 'bpmn-node/src/longFunction.ts',
    code: `export function x() {\n${'  x();\n'.repeat(50)}}`,
    rule: 'max-lines-per-function',
    says: 'Maximum allowed is 50',
  },
  {
    what: 'a function with more than ten ways through it',
    file: 'bpmn-node/src/complex.ts',
    code: `export function x(a: number) {\n${branches}\nreturn a;\n}`,
    rule: 'complexity',
    says: 'Maximum allowed is 10',
  },
  {
    what: 'more than three parameters',
    file: 'bpmn-node/src/parameters.ts',
    code: 'export const x = (a: number, b: number, c: number, d: number) => a + b + c + d;',
    rule: 'max-params',
    says: 'Maximum allowed is 3',
  },
];
