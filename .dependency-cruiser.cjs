// The walls of the house that show in the import graph. A reader of a failure sees the name and the comment, so the
// comment says which door to use. Every wall is proved by a planted violation in tools/src/walls.
const engine = 'plugins/bpmn-engine/src';
const backend = 'plugins/bpmn-backend/src';
const frontend = 'plugins/bpmn/src';
const TESTS = '\\.test\\.tsx?$|/testing/';

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
      'engine-touches-no-platform',
      'The engine runs in the browser too: take what you need from the command, or let a host do it.',
      {
        from: { path: `^${engine}`, pathNot: TESTS },
        to: { dependencyTypes: ['core'] },
      },
    ),
    wall(
      'model-is-the-ground-floor',
      'The compiled model knows no behaviour and no state: pass in what it needs.',
      {
        from: { path: `^${engine}/model`, pathNot: TESTS },
        to: { path: `^${engine}/(elements|state|step)` },
      },
    ),
    wall(
      'elements-do-not-know-each-other',
      'What two elements share belongs in execution/.',
      {
        from: { path: `^${engine}/elements/([^/]+)/`, pathNot: TESTS },
        to: {
          path: `^${engine}/elements/`,
          pathNot: `^${engine}/elements/$1/`,
        },
      },
    ),
    wall(
      'elements-do-not-touch-state',
      'An element speaks through its context (execution/element.ts); it may name the types of state/, not call it.',
      {
        from: { path: `^${engine}/elements/`, pathNot: TESTS },
        to: {
          path: `^${engine}/(state|step)`,
          dependencyTypesNot: ['type-only'],
        },
      },
    ),
    wall(
      'only-step-applies-changes',
      'Emit a change and let step.ts apply it.',
      {
        from: { path: `^${engine}`, pathNot: `^${engine}/step|${TESTS}` },
        to: { path: `^${engine}/state/apply` },
      },
    ),
    wall(
      'only-stores-speak-sql',
      'SQL is in store/, one operation per method: add a method to the store.',
      {
        from: {
          path: `^${backend}`,
          pathNot: `^${backend}/(store|plugin)|${TESTS}`,
        },
        to: {
          path: 'node_modules/knex',
          dependencyTypesNot: ['type-only'],
        },
      },
    ),
    wall(
      'routes-call-services',
      'A route validates, authorises, calls one service and maps: put the rest into that service.',
      {
        from: { path: `^${backend}/router`, pathNot: TESTS },
        to: { path: `^${backend}/.*(Store|Host|Worker)\\.ts$` },
      },
    ),
    wall(
      'router-is-the-roof',
      'Nothing below knows the routes: move what you need into a service.',
      {
        from: {
          path: `^${backend}`,
          pathNot: `^${backend}/(router|plugin)|${TESTS}`,
        },
        to: { path: `^${backend}/router` },
      },
    ),
    wall(
      'modules-stand-alone',
      'A module stands on bpmn-node and bpmn-common only: what two modules need is a contract in bpmn-node.',
      {
        from: { path: '^plugins/([^/]+-module-[^/]+)/' },
        to: {
          path: '^plugins/',
          pathNot: '^plugins/($1|bpmn-node|bpmn-common)/',
        },
      },
    ),
    wall(
      'only-forms-knows-form-js',
      'Forms are drawn by forms/FormView: use that.',
      {
        from: { path: `^${frontend}`, pathNot: `^${frontend}/forms|${TESTS}` },
        to: { path: 'node_modules/@bpmn-io/form-js' },
      },
    ),
    wall(
      'only-modeler-knows-bpmn-js',
      'Diagrams are drawn by modeler/: use its viewer.',
      {
        from: {
          path: `^${frontend}`,
          pathNot: `^${frontend}/modeler|${TESTS}`,
        },
        to: { path: 'node_modules/(bpmn-js|diagram-js)' },
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
    exclude: { path: '/(dist|dist-types|\\.cache)/|\\.eslintrc\\.js$' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
