import { createMockDirectory } from '@backstage/backend-test-utils';
import { spawnSync } from 'node:child_process';
import { join, sep } from 'node:path';
import { repoRoot } from '../repoRoot';
import {
  clockBehindTheDoor,
  commonViolations,
  Plant,
  plantedWalls,
} from './plants';
import { draw, housePackages, Sketch } from './sketch';

interface LintMessage {
  /** Null: the file could not be parsed. */
  readonly ruleId: string | null;
  readonly severity: number;
  readonly message: string;
}

interface LintResult {
  readonly filePath: string;
  readonly messages: LintMessage[];
}

const engine = '@bpmn-pipelines/backstage-plugin-bpmn-engine';

/** The doors, used the way they are meant to be. */
const throughTheDoors: Sketch = {
  'bpmn-engine/src/step.test.ts': `import { readFileSync } from 'node:fs';\n\nexport const pictures = readFileSync;\nexport const now = () => Date.now();`,
  'bpmn-engine/src/expressions/evaluate.ts': `import { x as date } from './date';\n\nexport const at = (now: number) => [date, new Date(now)];`,
  'bpmn-engine/src/expressions/date.ts': 'export const x = 1;',
  'bpmn-backend/src/instances/InstanceService.ts': `import { step } from '${engine}';\n\nexport const x = step;`,
  'bpmn-backend/src/deployments/DeploymentService.ts': `import { parse } from '${engine}';\n\nexport const x = parse;`,
  'bpmn-backend/src/router/sendProblem.ts': `export const x = (error: any, request: any, response: any, next: any) => [\n  error,\n  request,\n  response,\n  next,\n];`,
  'bpmn/src/modeler/simulate/dryRun.ts': `import { step } from '${engine}';\n\nexport const x = step;`,
  'bpmn/src/api/BpmnClient.ts': `export const x = () => fetch('/api/bpmn');`,
  'bpmn/src/index.ts': `export { x as default } from './plugin';`,
  'bpmn/src/plugin.ts': 'export const x = 1;',
};

const plants: readonly Plant[] = [
  ...housePackages.flatMap(plantedWalls),
  ...commonViolations,
  clockBehindTheDoor,
];

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

  beforeAll(() => {
    const files = {
      ...throughTheDoors,
      ...Object.fromEntries(plants.map(({ file, code }) => [file, code])),
    };
    draw(
      directory.path,
      Object.fromEntries(
        Object.entries(files).map(([file, code]) => [
          `plugins/${file}`,
          `${code}\n`,
        ]),
      ),
    );
    for (const folder of housePackages) {
      for (const { filePath, messages } of lint(folder)) {
        const [, file] = filePath.split(`${sep}plugins${sep}`);
        found.set(file, messages);
      }
    }
  }, 120_000);

  it.each(plants)('should stop $what ($file)', ({ file, rule, says }) => {
    const errors = found
      .get(file)
      ?.filter(({ ruleId, severity }) => ruleId === rule && severity === 2)
      .map(({ message }) => message);

    expect(errors).toContainEqual(expect.stringContaining(says));
  });

  it.each(Object.keys(throughTheDoors))('should let %s through', file => {
    const messages = found.get(file);

    expect(messages).toBeDefined();
    expect(
      messages?.filter(
        // The sketch declares next to nothing.
        ({ ruleId }) => ruleId !== '@backstage/no-undeclared-imports',
      ),
    ).toEqual([]);
  });

  it('should open a door for what it is meant for, and for nothing else', () => {
    // Where it reads documents the engine may wait, but it has no clock there either.
    expect(found.get(clockBehindTheDoor.file)).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(clockBehindTheDoor.says),
      }),
    ]);
  });

  it.each([
    'max-lines',
    'max-lines-per-function',
    'complexity',
    'max-params',
    '@backstage/no-mixed-plugin-imports',
    '@backstage/no-undeclared-imports',
  ])('should print the door that the message of %s does not name', ruleId => {
    const { file } = plants.find(({ rule }) => rule === ruleId)!;
    const format = jest.requireActual('../../walls/doors.cjs');

    const printed = format([{ filePath: file, messages: found.get(file)! }]);

    expect(printed).toMatch(new RegExp(`\\(${ruleId}\\)\n {4}→ [A-Z].{20,}`));
  });
});
