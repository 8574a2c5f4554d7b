import { readDocument } from '../document';
import { loopRules } from './loops';
import { bpmn, casesOf, findingsOf, type RuleCases } from './testing/ruleCases';

const several = (inside: string, attributes = '') =>
  `<task id="task"><multiInstanceLoopCharacteristics ${attributes}>${inside}</multiInstanceLoopCharacteristics></task>`;
const loop = (inside: string, attributes = '') =>
  `<task id="task"><standardLoopCharacteristics ${attributes}>${inside}</standardLoopCharacteristics></task>`;
const times = (count: string) => `<loopCardinality>${count}</loopCardinality>`;

const cases: Readonly<Record<string, RuleCases>> = {
  'multi-instance-input-missing': {
    finds: {
      'nothing to run for': [several(''), 'task'],
      'a collection of another engine': [
        `<task id="task"><multiInstanceLoopCharacteristics xmlns:other="urn:other" other:collection="items"/></task>`,
        'task',
      ],
    },
    accepts: {
      'a number': several(times('3')),
      'a collection': several(
        '<extensionElements><zeebe:loopCharacteristics inputCollection="=items"/></extensionElements>',
      ),
      'a data object': `<dataObject id="items" isCollection="true"/><dataObjectReference id="list" dataObjectRef="items"/>${several(
        '<loopDataInputRef>list</loopDataInputRef>',
      )}`,
    },
  },
  'loop-cardinality': {
    finds: {
      'a negative number': [several(times('-1')), 'task'],
      'half a time': [several(times('2.5')), 'task'],
    },
    accepts: {
      never: several(times('0')),
      'an expression': several(times('=count')),
      'an expression of another engine': several(times('${count}')),
    },
  },
  'multi-instance-event-missing': {
    finds: {
      'no event when one is done': [
        several(times('3'), 'behavior="One"'),
        'task',
      ],
    },
    accepts: {
      'nothing about events': several(times('3')),
      'an event when one is done': {
        root: '<signalEventDefinition id="done"/>',
        process: several(
          times('3'),
          'behavior="One" oneBehaviorEventRef="done"',
        ),
      },
    },
  },
  'loop-condition-missing': {
    finds: { 'a loop without end': [loop(''), 'task'] },
    accepts: {
      'a maximum': loop('', 'loopMaximum="3"'),
      'a condition': loop('<loopCondition>=again</loopCondition>'),
    },
  },
  'loop-maximum': {
    finds: { 'a negative maximum': [loop('', 'loopMaximum="-1"'), 'task'] },
    accepts: { 'a maximum': loop('', 'loopMaximum="3"') },
  },
};

describe('loopRules', () => {
  it.each(casesOf(loopRules, cases))(
    'should %s',
    async (_, { rule, content, expected }) => {
      // given
      const { document } = await readDocument(bpmn(content));

      // then
      expect(findingsOf(rule, document)).toEqual(expected);
    },
  );
});
