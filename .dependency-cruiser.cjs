// The walls of the house that show in the import graph. A reader of a failure sees the name and the comment, so the
// comment says which door to use. Every wall is proved by a planted violation in tools/src/walls.
const {
  MAY_IMPORT,
  MODULES_MAY_IMPORT,
} = require('./tools/walls/packageWalls.cjs');

const engine = 'plugins/bpmn-engine/src';
const backend = 'plugins/bpmn-backend/src';
const frontend = 'plugins/bpmn/src';
const TESTS = '\\.test\\.tsx?$|/testing/|/__testUtils__/';

/**
 * @param {string} name
 * @param {string} comment which door to use
 * @param {{ from?: object, to: object }} rule
 */
const wall = (name, comment, { from = {}, to }) => ({
  name,
  comment,
  severity: 'error',
  from,
  to,
});

module.exports = {
  forbidden: [
    wall(
      'no-cycles',
      'If two files need each other, a third thing is missing a name: take it out into a file of its own.',
      { to: { circular: true } },
    ),
    wall(
      'browser-code-touches-no-platform',
      'This runs in the browser too: take what you need as a parameter, or let the back end do it.',
      {
        from: {
          path: '^plugins/(bpmn|bpmn-common|bpmn-engine|bpmn-lint)/src/',
          pathNot: TESTS,
        },
        to: { dependencyTypes: ['core'] },
      },
    ),
    wall(
      'shared-code-draws-nothing',
      'bpmn-common and bpmn-lint run everywhere: components are in bpmn.',
      {
        from: { path: '^plugins/(bpmn-common|bpmn-lint)/', pathNot: TESTS },
        to: { path: 'node_modules/(react[^/]*|@material-ui)/' },
      },
    ),
    wall(
      'model-is-the-ground-floor',
      'The compiled model knows no behaviour and no state: pass in what it needs.',
      {
        from: { path: `^${engine}/model/`, pathNot: TESTS },
        to: { path: `^${engine}/((elements|events|state)/|step\\.ts$)` },
      },
    ),
    wall(
      'elements-do-not-know-each-other',
      'What two elements share belongs in execution/.',
      {
        from: {
          path: `^${engine}/(elements|events)/([^/]+)/`,
          pathNot: TESTS,
        },
        to: {
          path: `^${engine}/(elements|events)/`,
          pathNot: `^${engine}/$1/$2/`,
        },
      },
    ),
    wall(
      'elements-do-not-touch-state',
      'An element speaks through its context (execution/element.ts); it may name the types of state/, not call it.',
      {
        from: { path: `^${engine}/(elements|events)/`, pathNot: TESTS },
        to: {
          path: `^${engine}/(state/|step\\.ts$)`,
          dependencyTypesNot: ['type-only'],
        },
      },
    ),
    wall(
      'only-step-applies-changes',
      'Emit a change and let step.ts apply it.',
      {
        from: { path: `^${engine}`, pathNot: `^${engine}/step\\.ts$|${TESTS}` },
        to: { path: `^${engine}/state/apply(/|\\.ts$)` },
      },
    ),
    wall(
      'only-stores-speak-sql',
      'SQL is in store/, one operation per method: add a method to the store.',
      {
        from: {
          path: `^${backend}/`,
          pathNot: `^${backend}/(store/|plugin\\.ts$)|${TESTS}`,
        },
        to: {
          path: 'node_modules/(knex|pg|better-sqlite3)/',
          dependencyTypesNot: ['type-only'],
        },
      },
    ),
    wall(
      'stores-know-no-services',
      'A store keeps rows; what is done with them is said by the service above it.',
      {
        from: { path: `^${backend}/store/`, pathNot: TESTS },
        to: { path: `^${backend}/.*(Service|Host|Worker)\\.ts$` },
      },
    ),
    wall(
      'routes-call-services',
      'A route validates, authorises, calls one service and maps: put the rest into that service.',
      {
        from: { path: `^${backend}/router/`, pathNot: TESTS },
        to: { path: `^${backend}/.*(Store|Host|Worker)\\.ts$` },
      },
    ),
    wall(
      'router-is-the-roof',
      'Nothing below knows the routes: move what you need into a service.',
      {
        from: {
          path: `^${backend}/`,
          // Actions do what routes do, without a request.
          pathNot: `^${backend}/(router/|actions/|plugin\\.ts$)|${TESTS}`,
        },
        to: { path: `^${backend}/router/` },
      },
    ),
    ...Object.entries(MAY_IMPORT).map(([folder, allowed]) =>
      wall(
        `${folder}-keeps-to-its-imports`,
        `${folder} may import ${
          allowed.join(', ') || 'nothing of ours'
        }: share types and clients through bpmn-common, contracts of modules through bpmn-node.`,
        {
          from: { path: `^plugins/${folder}/` },
          to: {
            path: '^plugins/',
            pathNot: `^plugins/(${[folder, ...allowed].join('|')})/`,
          },
        },
      ),
    ),
    wall(
      'modules-stand-alone',
      'A module stands on bpmn-node and bpmn-common only: what two modules need is a contract in bpmn-node.',
      {
        from: { path: '^plugins/([^/]+-module-[^/]+)/' },
        to: {
          path: '^plugins/',
          pathNot: `^plugins/($1|${MODULES_MAY_IMPORT.join('|')})/`,
        },
      },
    ),
    wall(
      'only-simulate-knows-the-engine',
      'The front end asks the back end through src/api; only modeler/simulate runs the engine itself.',
      {
        from: {
          path: `^${frontend}/`,
          pathNot: `^${frontend}/modeler/simulate/|${TESTS}`,
        },
        to: { path: '^plugins/bpmn-engine/' },
      },
    ),
    wall(
      'engine-knows-no-backstage',
      'What both need is in bpmn-common, what only a host needs is in bpmn-backend.',
      {
        from: { path: `^${engine}/`, pathNot: TESTS },
        to: { path: 'node_modules/@backstage/' },
      },
    ),
    wall(
      'only-forms-knows-form-js',
      'Forms are drawn by forms/FormView: use that.',
      {
        from: { path: `^${frontend}`, pathNot: `^${frontend}/forms/|${TESTS}` },
        to: { path: 'node_modules/@bpmn-io/form-js' },
      },
    ),
    wall(
      'only-modeler-and-diagram-know-bpmn-js',
      'Diagrams are shown by diagram/DiagramView and drawn in modeler/: use those.',
      {
        from: {
          path: `^${frontend}`,
          // Two doors: whoever only looks at a diagram must not load the modeler.
          pathNot: `^${frontend}/(modeler|diagram)/|${TESTS}`,
        },
        to: { path: 'node_modules/(bpmn-js|diagram-js)[^/]*/' },
      },
    ),
    wall(
      'only-code-knows-codemirror',
      'Code is shown by code/CodeView and edited in code/CodeEditor: use those.',
      {
        from: { path: `^${frontend}`, pathNot: `^${frontend}/code/|${TESTS}` },
        to: { path: 'node_modules/(codemirror|@codemirror)/' },
      },
    ),
    wall(
      'parts-know-no-pages',
      'What pages are made of knows no page: move what both need into parts/, or take it as a property.',
      {
        from: {
          path: `^${frontend}/(api|code|diagram|files|forms|parts)/`,
          pathNot: TESTS,
        },
        to: {
          path: `^${frontend}/(entity|inbox|incidents|instances|legacy|modeler|outbox|pipelines)/`,
        },
      },
    ),
    wall(
      'product-knows-no-portal',
      'packages/ is the demo portal and can be deleted: the product in plugins/ cannot need it.',
      {
        from: { path: '^plugins/', pathNot: TESTS },
        to: { path: '^(packages|tools)/' },
      },
    ),
    wall(
      'nothing-unresolved',
      'Declare the dependency in the package that imports it, or correct the path.',
      { to: { couldNotResolve: true, pathNot: '\\.(css|svg|png)$' } },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: '^(packages|plugins)/[^/]+/(dist|dist-types)/|^\\.cache/|\\.eslintrc\\.js$',
    },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
