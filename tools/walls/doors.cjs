// An ESLint formatter: one line a problem and, under it, which door to use where the rule's own message names none.
const { relative } = require('node:path');

const DOORS = {
  'max-lines':
    'Split the file by what a reader looks for; the parts get names of their own.',
  'max-lines-per-function':
    'Give a step of it a name and move it under the function, in the order of the calls. In a component: a component of its own.',
  complexity:
    'Give the cases names: a function for each, a table by kind, or an early return.',
  'max-params': 'Take one object with names.',
  '@backstage/no-mixed-plugin-imports':
    'Share through bpmn-common (types, client) or bpmn-node (contracts of modules).',
  '@backstage/no-undeclared-imports':
    'Add it to the dependencies in the package.json of the package that imports it.',
};

/** @param {{ filePath: string, messages: { line?: number, column?: number, ruleId: string | null, message: string }[] }[]} results */
module.exports = results =>
  results
    .flatMap(({ filePath, messages }) =>
      messages.map(({ line, column, ruleId, message }) => {
        const place = `${relative(process.cwd(), filePath)}:${line}:${column}`;
        const door = DOORS[ruleId] ? `\n    → ${DOORS[ruleId]}` : '';
        return `${place} ${message} (${ruleId})${door}`;
      }),
    )
    .join('\n');
