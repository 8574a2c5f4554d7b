import { createMockDirectory } from '@backstage/backend-test-utils';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { repoRoot } from '../repoRoot';
import { draw, Sketch } from './sketch';

const engine = 'plugins/bpmn-engine/src';
const backend = 'plugins/bpmn-backend/src';
const frontend = 'plugins/bpmn/src';

/** What the walls allow: every door, used the way it is meant to be. */
const throughTheDoors: Sketch = {
  [`${engine}/model/graph.ts`]: 'export interface Graph { id: string }',
  [`${engine}/state/state.ts`]: 'export interface State { id: string }',
  [`${engine}/state/apply.ts`]: 'export const apply = () => {};',
  [`${engine}/execution/element.ts`]: 'export const defineElement = () => {};',
  [`${engine}/elements/userTask/userTask.ts`]: `
    import type { State } from '../../state/state';
    import { defineElement } from '../../execution/element';
    export const userTask = (state: State) => defineElement();`,
  [`${engine}/elements/userTask/userTask.test.ts`]: `
    import { readFileSync } from 'node:fs';
    readFileSync('userTask.bpmn');`,
  [`${engine}/step.ts`]: `
    import { apply } from './state/apply';
    import { userTask } from './elements/userTask/userTask';
    export const step = () => [apply, userTask];`,
  [`${backend}/store/TaskStore.ts`]: `
    import { knex } from 'knex';
    export class TaskStore { database = knex; }`,
  [`${backend}/tasks/TaskService.ts`]: `
    import type { Knex } from 'knex';
    import { TaskStore } from '../store/TaskStore';
    export class TaskService { constructor(readonly store: TaskStore, readonly tx?: Knex) {} }`,
  [`${backend}/router/tasks.ts`]: `
    import { TaskService } from '../tasks/TaskService';
    export const tasks = (service: TaskService) => service;`,
  [`${backend}/plugin.ts`]: `
    import { tasks } from './router/tasks';
    import { TaskStore } from './store/TaskStore';
    export const plugin = [tasks, TaskStore];`,
  ...Object.fromEntries(
    ['bpmn-common', 'bpmn-engine', 'bpmn-lint', 'bpmn-backend'].map(folder => [
      `plugins/${folder}/src/index.ts`,
      'export const entry = 1;',
    ]),
  ),
  [`${frontend}/modeler/simulate/dryRun.ts`]: `export * from '@bpmn-pipelines/backstage-plugin-bpmn-engine';`,
  'plugins/bpmn-node/src/index.ts': `export * from '@bpmn-pipelines/backstage-plugin-bpmn-common';`,
  'plugins/bpmn-backend-module-mail/src/index.ts': `export * from '@bpmn-pipelines/backstage-plugin-bpmn-node';`,
  [`${frontend}/forms/FormView.ts`]: `import { Form } from '@bpmn-io/form-js'; export const formView = Form;`,
  [`${frontend}/modeler/createModeler.ts`]: `import { Modeler } from 'bpmn-js'; export const modeler = Modeler;`,
  [`${frontend}/diagram/createDiagram.ts`]: `import { Viewer } from 'bpmn-js'; export const viewer = Viewer;`,
  [`${frontend}/instances/RunPage.ts`]: `export { viewer } from '../diagram/createDiagram';`,
  [`${frontend}/code/CodeEditor.ts`]: `import { EditorView } from '@codemirror/view'; export const editor = EditorView;`,
};

/** Each wall with one violation, in a file that nothing else touches. */
const violations: Record<string, { file: string; content: string }> = {
  'no-cycles': {
    file: `${engine}/model/chicken.ts`,
    content: `import { egg } from './egg'; export const chicken = () => egg;`,
  },
  'browser-code-touches-no-platform': {
    file: `${engine}/execution/readsFiles.ts`,
    content: `export const read = () => import('node:fs');`,
  },
  'shared-code-draws-nothing': {
    file: 'plugins/bpmn-common/src/draws.ts',
    content: `export const react = () => import('react');`,
  },
  'model-is-the-ground-floor': {
    file: `${engine}/model/knowsState.ts`,
    content: `import type { State } from '../state/state'; export type Both = State;`,
  },
  'elements-do-not-know-each-other': {
    file: `${engine}/elements/manualTask/manualTask.ts`,
    content: `import { userTask } from '../userTask/userTask'; export const manualTask = userTask;`,
  },
  'elements-do-not-touch-state': {
    file: `${engine}/events/timer/timer.ts`,
    content: `import { step } from '../../step'; export const timer = () => step;`,
  },
  'only-step-applies-changes': {
    file: `${engine}/execution/complete.ts`,
    content: `import { apply } from '../state/apply'; export const complete = apply;`,
  },
  'only-stores-speak-sql': {
    file: `${backend}/timers/TimerService.ts`,
    content: `import { Client } from 'pg'; export const timers = Client;`,
  },
  'routes-call-services': {
    file: `${backend}/router/instances.ts`,
    content: `import { TaskStore } from '../store/TaskStore'; export const instances = TaskStore;`,
  },
  'router-is-the-roof': {
    file: `${backend}/jobs/JobService.ts`,
    content: `import { tasks } from '../router/tasks'; export const jobs = tasks;`,
  },
  ...Object.fromEntries(
    [
      ['bpmn', 'bpmn-backend'],
      ['bpmn-backend', 'bpmn-backend-module-mail'],
      ['bpmn-common', 'bpmn-engine'],
      ['bpmn-engine', 'bpmn-lint'],
      ['bpmn-lint', 'bpmn-engine'],
      ['bpmn-node', 'bpmn-backend'],
    ].map(([from, to]) => [
      `${from}-keeps-to-its-imports`,
      {
        file: `plugins/${from}/src/strays.ts`,
        content: `export const stray = () => import('@bpmn-pipelines/backstage-plugin-${to}');`,
      },
    ]),
  ),
  'only-simulate-knows-the-engine': {
    file: `${frontend}/inbox/engine.ts`,
    content: `export const engine = () => import('@bpmn-pipelines/backstage-plugin-bpmn-engine');`,
  },
  'engine-knows-no-backstage': {
    file: `${engine}/execution/backstage.ts`,
    content: `export const errors = () => import('@backstage/errors');`,
  },
  'stores-know-no-services': {
    file: `${backend}/store/JobStore.ts`,
    content: `import { TaskService } from '../tasks/TaskService'; export const store = TaskService;`,
  },
  'modules-stand-alone': {
    file: 'plugins/bpmn-backend-module-http/src/module.ts',
    content: `export * from '@bpmn-pipelines/backstage-plugin-bpmn-backend-module-mail';`,
  },
  'only-forms-knows-form-js': {
    file: `${frontend}/inbox/TaskPage.ts`,
    content: `import { Form } from '@bpmn-io/form-js'; export const taskPage = Form;`,
  },
  'only-modeler-and-diagram-know-bpmn-js': {
    file: `${frontend}/instances/InstancePage.ts`,
    content: `import { Viewer } from 'bpmn-js'; export const instancePage = Viewer;`,
  },
  'only-code-knows-codemirror': {
    file: `${frontend}/modeler/ScriptDialog.ts`,
    content: `import { EditorView } from '@codemirror/view'; export const dialog = EditorView;`,
  },
  'parts-know-no-pages': {
    file: `${frontend}/parts/useForm.ts`,
    content: `import { viewer } from '../instances/RunPage'; export const form = viewer;`,
  },
  'product-knows-no-portal': {
    file: `${backend}/demo.ts`,
    content: `import { demo } from '../../../packages/backend/src/demo'; export const product = demo;`,
  },
  'nothing-unresolved': {
    file: `${backend}/lost.ts`,
    content: `import { lost } from './nowhere'; export const found = lost;`,
  },
};

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
  readonly comment?: string;
}

describe('the walls of the import graph', () => {
  const directory = createMockDirectory();

  function findViolations(sketch: Sketch): Violation[] {
    directory.clear();
    draw(directory.path, sketch);
    const report = execFileSync(
      process.execPath,
      [
        join(
          repoRoot,
          'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
        ),
        ...['--config', join(repoRoot, '.dependency-cruiser.cjs')],
        ...['--output-type', 'json'],
        'plugins',
      ],
      { cwd: directory.path, encoding: 'utf8', maxBuffer: 32 * 1024 * 1024 },
    );
    return JSON.parse(report).summary.violations;
  }

  it('should stand open for those who use the doors', () => {
    expect(
      findViolations(throughTheDoors).map(({ from, rule }) => [
        rule.name,
        from,
      ]),
    ).toEqual([]);
  });

  describe('with a violation planted behind each', () => {
    let found: Violation[];

    beforeAll(() => {
      found = findViolations({
        ...throughTheDoors,
        [`${engine}/model/egg.ts`]: `import { chicken } from './chicken'; export const egg = () => chicken;`,
        'packages/backend/src/demo.ts': 'export const demo = 1;',
        ...Object.fromEntries(
          Object.values(violations).map(({ file, content }) => [file, content]),
        ),
      });
    });

    it.each(Object.entries(violations))(
      'should stop what %s forbids',
      (name, { file }) => {
        const rules = found
          .filter(({ from }) => from === file)
          .map(({ rule }) => rule.name);
        expect(rules).toContain(name);
      },
    );

    it('should stop nothing else', () => {
      const planted = Object.values(violations).map(({ file }) => file);
      const elsewhere = found.filter(
        ({ from }) => ![...planted, `${engine}/model/egg.ts`].includes(from),
      );
      expect(elsewhere).toEqual([]);
    });
  });

  it('should each be proved by a planted violation, and name a door', () => {
    const { forbidden } = jest.requireActual(
      '../../../.dependency-cruiser.cjs',
    );

    expect(Object.keys(violations).sort()).toEqual(
      forbidden.map(({ name }: { name: string }) => name).sort(),
    );
    for (const { comment } of forbidden) {
      expect(comment).toMatch(/\S.{30,}/);
    }
  });
});
