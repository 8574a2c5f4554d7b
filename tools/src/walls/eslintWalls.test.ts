import { createMockDirectory } from '@backstage/backend-test-utils';
import { spawnSync } from 'node:child_process';
import { join, sep } from 'node:path';
import { repoRoot } from '../repoRoot';
import { draw, housePackages, Sketch } from './sketch';

interface LintMessage {
  readonly ruleId: string | null;
  readonly severity: number;
  readonly message: string;
}

interface LintResult {
  readonly filePath: string;
  readonly messages: LintMessage[];
}

const plugin = (folder: string) => `@bpmn-pipelines/backstage-plugin-${folder}`;
const branches = Array.from(
  { length: 10 },
  (_, i) => `if (a === ${i}) return ${i};`,
).join('\n');

/**
 * What is planted where, which rule must fire, and what its message must say: for walls of our own the way to the door.
 */
const violations: readonly {
  wall: string;
  file: string;
  content: string;
  rule: string;
  says: RegExp;
}[] = [
  ...['fs', 'node:fs', 'node:crypto'].map(name => ({
    wall: `the engine imports no Node built-in (${name})`,
    file: `bpmn-engine/src/imports-${name.replace(':', '-')}.ts`,
    content: `import * as builtin from '${name}';\n\nexport const x = builtin;`,
    rule: 'no-restricted-imports',
    says: /let a host do it/,
  })),
  ...['@backstage/errors', 'express', 'knex'].map(name => ({
    wall: `the engine imports no ${name}`,
    file: `bpmn-engine/src/imports-${name.replace(/\W/g, '-')}.ts`,
    content: `import * as platform from '${name}';\n\nexport const x = platform;`,
    rule: 'no-restricted-imports',
    says: /bpmn-backend/,
  })),
  ...[
    'process.env',
    'fetch',
    'setTimeout',
    'setInterval',
    'crypto',
    'Buffer',
  ].map(global => ({
    wall: `the engine uses no ${global}`,
    file: `bpmn-engine/src/uses-${global.replace('.', '-')}.ts`,
    content: `export const x = ${global};`,
    rule: 'no-restricted-globals',
    says: /take `now` and keys from the command/,
  })),
  ...[
    ['new-date', 'new Date()', /take `now` from the command/],
    ['date-now', 'Date.now()', /take `now` from the command/],
    ['random', 'Math.random()', /take `nextKey` from the command/],
    ['async', 'async () => 1', /open wait/],
  ].map(([name, code, says]) => ({
    wall: `the engine does without ${code}`,
    file: `bpmn-engine/src/${name}.ts`,
    content: `export const x = () => ${code};`,
    rule: 'no-restricted-syntax',
    says: says as RegExp,
  })),
  {
    wall: 'the ground floor imports no React',
    file: 'bpmn-common/src/react.ts',
    content: `import { useState } from 'react';\n\nexport const x = useState;`,
    rule: 'no-restricted-imports',
    says: /Move the shared part down here/,
  },
  {
    wall: 'lint rules know no engine',
    file: 'bpmn-lint/src/engine.ts',
    content: `import { parse } from '${plugin(
      'bpmn-engine',
    )}';\n\nexport const x = parse;`,
    rule: 'no-restricted-imports',
    says: /ask of `parse` themselves/,
  },
  {
    wall: 'bpmn-node does not know what is built on it',
    file: 'bpmn-node/src/backend.ts',
    content: `import { x as y } from '${plugin(
      'bpmn-backend',
    )}';\n\nexport const x = y;`,
    rule: 'no-restricted-imports',
    says: /put the contract here/,
  },
  {
    wall: 'only instances call `step`',
    file: 'bpmn-backend/src/jobs/JobService.ts',
    content: `import { step } from '${plugin(
      'bpmn-engine',
    )}';\n\nexport const x = step;`,
    rule: 'no-restricted-imports',
    says: /ask InstanceService/,
  },
  {
    wall: 'the back end knows no module',
    file: 'bpmn-backend/src/mail.ts',
    content: `import { mail } from '${plugin(
      'bpmn-backend-module-mail',
    )}';\n\nexport const x = mail;`,
    rule: 'no-restricted-imports',
    says: /offer an extension point/,
  },
  {
    wall: 'modules do not know each other',
    file: 'bpmn-backend-module-http/src/mail.ts',
    content: `import { mail } from '${plugin(
      'bpmn-backend-module-mail',
    )}';\n\nexport const x = mail;`,
    rule: 'no-restricted-imports',
    says: /a contract in bpmn-node/,
  },
  {
    wall: 'modules do not know the back end',
    file: 'bpmn-backend-module-http/src/backend.ts',
    content: `import { x as y } from '${plugin(
      'bpmn-backend',
    )}';\n\nexport const x = y;`,
    rule: 'no-restricted-imports',
    says: /stands on bpmn-node and bpmn-common/,
  },
  {
    wall: 'of the front end only the simulation knows the engine',
    file: 'bpmn/src/inbox/engine.ts',
    content: `import { step } from '${plugin(
      'bpmn-engine',
    )}';\n\nexport const x = step;`,
    rule: 'no-restricted-imports',
    says: /through src\/api/,
  },
  {
    wall: 'only src/api fetches',
    file: 'bpmn/src/inbox/fetches.ts',
    content: `export const x = () => fetch('/api/bpmn');`,
    rule: 'no-restricted-globals',
    says: /BpmnApi/,
  },
  {
    wall: 'front and back end do not mix',
    file: 'bpmn/src/backend.ts',
    content: `import { x as y } from '${plugin(
      'bpmn-node',
    )}';\n\nexport const x = y;`,
    rule: '@backstage/no-mixed-plugin-imports',
    says: /uses forbidden import/,
  },
  {
    wall: 'what is imported is declared',
    file: 'bpmn-node/src/undeclared.ts',
    content: `import { DateTime } from 'luxon';\n\nexport const x = DateTime;`,
    rule: '@backstage/no-undeclared-imports',
    says: /must be declared in dependencies/,
  },
  {
    wall: 'exports have names',
    file: 'bpmn-node/src/defaultExport.ts',
    content: 'export default 1;',
    rule: 'no-restricted-syntax',
    says: /there, and only there/,
  },
  {
    wall: 'only the entry of a plugin re-exports a default',
    file: 'bpmn-node/src/defaultSpecifier.ts',
    content: `const x = 1;\n\nexport { x as default };`,
    rule: 'no-restricted-syntax',
    says: /there, and only there/,
  },
  {
    wall: 'a file ends at 400 lines',
    file: 'bpmn-node/src/longFile.ts',
    content: '// A line.\n'.repeat(401),
    rule: 'max-lines',
    says: /Maximum allowed is 400/,
  },
  {
    wall: 'a function ends at 50 lines',
    file: 'bpmn-node/src/longFunction.ts',
    content: `export function x() {\n${'  x();\n'.repeat(50)}}`,
    rule: 'max-lines-per-function',
    says: /Maximum allowed is 50/,
  },
  {
    wall: 'a function has ten ways through it at most',
    file: 'bpmn-node/src/complex.ts',
    content: `export function x(a: number) {\n${branches}\nreturn a;\n}`,
    rule: 'complexity',
    says: /Maximum allowed is 10/,
  },
  {
    wall: 'a function has three parameters at most',
    file: 'bpmn-node/src/parameters.ts',
    content:
      'export const x = (a: number, b: number, c: number, d: number) => a + b + c + d;',
    rule: 'max-params',
    says: /Maximum allowed is 3/,
  },
];

/** The doors, used the way they are meant to be. */
const throughTheDoors: Sketch = {
  'bpmn-engine/src/model/compile.ts':
    'export const compile = async (xml: Promise<string>) => await xml;',
  'bpmn-engine/src/step.test.ts': `import { readFileSync } from 'node:fs';\n\nexport const pictures = readFileSync;\nexport const now = () => Date.now();`,
  'bpmn-engine/src/expressions/evaluate.ts': `import { x as date } from './date';\n\nexport const at = (now: number) => [date, new Date(now)];`,
  'bpmn-engine/src/expressions/date.ts': 'export const x = 1;',
  'bpmn-backend/src/instances/InstanceService.ts': `import { step } from '${plugin(
    'bpmn-engine',
  )}';\n\nexport const x = step;`,
  'bpmn-backend/src/deployments/DeploymentService.ts': `import { parse } from '${plugin(
    'bpmn-engine',
  )}';\n\nexport const x = parse;`,
  'bpmn/src/modeler/simulate/dryRun.ts': `import { step } from '${plugin(
    'bpmn-engine',
  )}';\n\nexport const x = step;`,
  'bpmn/src/api/BpmnClient.ts': `export const x = () => fetch('/api/bpmn');`,
  'bpmn/src/index.ts': `export { x as default } from './plugin';`,
  'bpmn/src/plugin.ts': 'export const x = 1;',
};

describe('the walls that ESLint guards', () => {
  const directory = createMockDirectory();
  const found = new Map<string, LintMessage[]>();

  /** As the Backstage CLI does it: from the folder of the package. */
  function lint(folder: string): LintResult[] {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        join(repoRoot, 'node_modules/eslint/bin/eslint.js'),
        ...['--format', 'json'],
        ...['--ext', '.ts'],
        ...['--resolve-plugins-relative-to', repoRoot],
        ...['--no-error-on-unmatched-pattern', '.'],
      ],
      {
        cwd: directory.resolve('plugins', folder),
        encoding: 'utf8',
        maxBuffer: 32 * 1024 * 1024,
      },
    );
    if (!stdout) {
      throw new Error(stderr);
    }
    return JSON.parse(stdout);
  }

  beforeAll(async () => {
    const inPlugins = (files: Sketch) =>
      Object.fromEntries(
        Object.entries(files).map(([file, content]) => [
          `plugins/${file}`,
          `${content}\n`,
        ]),
      );
    draw(directory.path, {
      ...inPlugins(throughTheDoors),
      ...inPlugins(
        Object.fromEntries(
          violations.map(({ file, content }) => [file, content]),
        ),
      ),
    });
    for (const folder of housePackages) {
      for (const { filePath, messages } of lint(folder)) {
        const [, file] = filePath.split(`${sep}plugins${sep}`);
        found.set(file, messages);
      }
    }
  }, 120_000);

  it.each(violations)('should hold: $wall', ({ file, rule, says }) => {
    const errors = found
      .get(file)
      ?.filter(({ ruleId, severity }) => ruleId === rule && severity === 2);
    expect(errors).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(says) }),
    );
  });

  it.each(Object.keys(throughTheDoors))('should let %s through', file => {
    const own = new Set(violations.map(({ rule }) => rule));
    own.delete('@backstage/no-undeclared-imports'); // The sketch declares next to nothing.
    expect(
      found.get(file)?.filter(({ ruleId }) => own.has(ruleId ?? 'parse')),
    ).toEqual([]);
  });

  it.each([
    'max-lines',
    'max-lines-per-function',
    'complexity',
    'max-params',
    '@backstage/no-mixed-plugin-imports',
    '@backstage/no-undeclared-imports',
  ])(
    'should print the door that the message of %s does not name',
    async ruleId => {
      const { file } = violations.find(({ rule }) => rule === ruleId)!;
      const format = jest.requireActual('../../walls/doors.cjs');

      const printed = format([
        { filePath: file, messages: found.get(file)! },
      ]) as string;

      expect(printed).toMatch(new RegExp(`\\(${ruleId}\\)\n {4}→ [A-Z].{20,}`));
    },
  );
});
