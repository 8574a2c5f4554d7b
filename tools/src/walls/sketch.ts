import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { repoRoot } from '../repoRoot';

/** Files of a made-up monorepo by path, with their content. */
export type Sketch = Readonly<Record<string, string>>;

const PACKAGE = '@bpmn-pipelines/backstage-plugin-';

const ROLES = {
  bpmn: 'frontend-plugin',
  'bpmn-backend': 'backend-plugin',
  'bpmn-backend-module-http': 'backend-plugin-module',
  'bpmn-backend-module-mail': 'backend-plugin-module',
  'bpmn-common': 'common-library',
  'bpmn-engine': 'common-library',
  'bpmn-lint': 'common-library',
  'bpmn-node': 'node-library',
};

/** Packages of the house as ARCHITECTURE.md draws it, whether they are built yet or not. */
export const housePackages = Object.keys(ROLES);

function manifest(folder: string, role: string) {
  return JSON.stringify({
    name: `${PACKAGE}${folder}`,
    version: '0.0.0',
    main: 'src/index.ts',
    backstage: { role, pluginId: 'bpmn' },
    dependencies: { knex: '*', react: '*', '@backstage/errors': '*' },
  });
}

/** Libraries that this repository does not use yet, laid out as they are published. */
const libraries: Sketch = {
  'plugins/bpmn/node_modules/bpmn-js/package.json': JSON.stringify({
    main: 'lib/index.js',
  }),
  'plugins/bpmn/node_modules/bpmn-js/lib/index.js': 'exports.Viewer = {};',
  'plugins/bpmn/node_modules/@bpmn-io/form-js/package.json': JSON.stringify({
    main: 'dist/index.cjs',
  }),
  'plugins/bpmn/node_modules/@bpmn-io/form-js/dist/index.cjs':
    'exports.Form = {};',
  'plugins/bpmn/node_modules/@codemirror/view/package.json': JSON.stringify({
    main: 'dist/index.cjs',
  }),
  'plugins/bpmn/node_modules/@codemirror/view/dist/index.cjs':
    'exports.EditorView = {};',
};

/** The empty house: every package with its manifest and this repository's own ESLint walls. */
function house(): Sketch {
  const walls = JSON.stringify(join(repoRoot, 'tools/walls/eslint.cjs'));
  const files: Record<string, string> = {
    ...libraries,
    'package.json': JSON.stringify({
      name: 'sketch',
      private: true,
      workspaces: ['plugins/*', 'packages/*'],
    }),
    'yarn.lock': '',
    '.eslintrc.js': 'module.exports = { root: true };',
    'tsconfig.json': '{}',
  };
  for (const [folder, role] of Object.entries(ROLES)) {
    files[`plugins/${folder}/package.json`] = manifest(folder, role);
    files[
      `plugins/${folder}/.eslintrc.js`
    ] = `module.exports = require(${walls})(__dirname);`;
  }
  return files;
}

/**
 * Writes a made-up monorepo to disk that shares this repository's node_modules and walls.
 *
 * @param root - an empty folder
 * @param sketch - files beyond the empty house
 */
export function draw(root: string, sketch: Sketch): void {
  for (const [path, content] of Object.entries({ ...house(), ...sketch })) {
    const file = join(root, path);
    fs.mkdirSync(dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
  fs.symlinkSync(join(repoRoot, 'node_modules'), join(root, 'node_modules'));
  const scope = join(root, 'plugins/node_modules/@bpmn-pipelines');
  fs.mkdirSync(scope, { recursive: true });
  for (const folder of housePackages) {
    fs.symlinkSync(
      join(root, 'plugins', folder),
      join(scope, `backstage-plugin-${folder}`),
    );
  }
}
