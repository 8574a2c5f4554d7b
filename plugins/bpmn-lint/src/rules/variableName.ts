import {
  describeElement,
  elementOf,
  elementsOf,
  extensionsOf,
  shortened,
  textOf,
  type ModdleElement,
} from '../model';
import type { LintRule } from './rule';

/** As FEEL reads it without quotation marks: words of letters, digits and underscores. */
const FEEL_NAME = /^[\p{L}_][\p{L}\p{N}_]*( [\p{L}\p{N}_]+)*$/u;
/** FEEL reads these as what they mean there. */
const FEEL_WORDS = new Set(
  'and between else every false for function if in null or return satisfies some then true'.split(
    ' ',
  ),
);
const SCRIPT_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;
/** No variable of a Python or R script can be called so. */
const SCRIPT_WORDS = new Set(
  'as assert async await break class continue def del elif except finally from global import is lambda next nonlocal not pass raise repeat try while with yield'.split(
    ' ',
  ),
);

/** Names without target or with an empty part are the matter of parsing (`io-mapping`). */
export const variableName: LintRule = {
  name: 'variable-name',
  title: 'A variable has a name that expressions and scripts can say',
  severity: 'warning',
  why: 'FEEL reads click-rate as click minus rate, finds neither and goes on with null: no error, only wrong decisions. A name with a dash, or a word of the language, works in quotation marks (`click-rate`) only, and in a script not at all.',
  check: ({ ofType }) =>
    [...ofType('bpmn:FlowElement'), ...ofType('bpmn:Process')].flatMap(
      element =>
        [
          ...new Set([...unsayable(element), ...unsayableInScript(element)]),
        ].map(name => ({
          element,
          path: ['extensionElements'],
          parameters: { name },
          message: `Expected variables of ${describeElement(
            element,
          )} to have names of letters, digits and underscores, but found "${shortened(
            name,
          )}", which expressions or scripts cannot say: rename it, e.g. to clickRate.`,
        })),
    ),
};

function unsayable(element: ModdleElement) {
  return writtenBy(element).filter(
    name => name !== '' && (!FEEL_NAME.test(name) || FEEL_WORDS.has(name)),
  );
}

/** Names of variables that the element writes; a path names one and parts of its value. */
function writtenBy(element: ModdleElement): readonly string[] {
  const mapped = extensionsOf(element, 'zeebe:IoMapping').flatMap(mapping =>
    [
      ...elementsOf(mapping, 'inputParameters'),
      ...elementsOf(mapping, 'outputParameters'),
    ].flatMap(parameter => textOf(parameter, 'target').split('.')),
  );
  const results = ['zeebe:Script', 'zeebe:CalledDecision']
    .flatMap(type => extensionsOf(element, type))
    .map(({ resultVariable }) => resultVariable);
  const loops = extensionsOf(
    elementOf(element, 'loopCharacteristics'),
    'zeebe:LoopCharacteristics',
  ).flatMap(({ inputElement, outputCollection }) => [
    inputElement,
    outputCollection,
  ]);
  return [...mapped, ...results, ...loops]
    .filter(name => typeof name === 'string')
    .map(name => name.trim());
}

function unsayableInScript(element: ModdleElement) {
  return extensionsOf(element, 'pipeline:Script')
    .flatMap(script => [
      ...elementsOf(script, 'inputs'),
      ...elementsOf(script, 'outputs'),
    ])
    .map(variable => textOf(variable, 'name'))
    .filter(
      name =>
        name !== '' &&
        (!SCRIPT_NAME.test(name) ||
          FEEL_WORDS.has(name) ||
          SCRIPT_WORDS.has(name)),
    );
}
