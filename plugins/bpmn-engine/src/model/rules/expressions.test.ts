import { readDocument } from '../document';
import { expressionRules } from './expressions';
import {
  bpmn,
  casesOf,
  findingsOf,
  flow,
  type RuleCases,
} from './testing/ruleCases';

const tasks = `<task id="a"/><task id="b"/><task id="c"/>`;
const condition = (text: string) =>
  `${tasks}${flow('a', 'c')}${flow(
    'a',
    'b',
    `<conditionExpression id="expression" xsi:type="tFormalExpression">${text}</conditionExpression>`,
  )}`;
const duration = (text: string) =>
  `<intermediateCatchEvent id="event"><timerEventDefinition id="timer"><timeDuration>${text}</timeDuration></timerEventDefinition></intermediateCatchEvent>`;
const several = (inside: string) =>
  `<task id="task"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality>${inside}</multiInstanceLoopCharacteristics></task>`;

const cases: Readonly<Record<string, RuleCases>> = {
  'expression-language': {
    finds: {
      'a condition of another engine': [condition('${amount &gt; 100}'), 'a-b'],
      'plain text': [condition('the amount is high'), 'a-b'],
      'a timer of another engine': [duration('${delay}'), 'event'],
      'a completion condition of another engine': [
        several('<completionCondition>done</completionCondition>'),
        'task',
      ],
      'the completion condition of an ad-hoc sub-process': [
        '<adHocSubProcess id="sub"><task id="task"/><completionCondition>done</completionCondition></adHocSubProcess>',
        'sub',
      ],
      'the value of an assignment': [
        '<task id="task"><dataInputAssociation id="input"><targetRef>definitions</targetRef><assignment><from>x</from><to>y</to></assignment></dataInputAssociation></task>',
        'task',
      ],
    },
    accepts: {
      FEEL: condition('=amount > 100'),
      true: condition('true'),
      'a number of times': several(''),
      'a duration': duration('PT1M'),
      nothing: condition(''),
      'a date that is no date, which the rule on dates finds': duration('soon'),
    },
  },
  'condition-boolean': {
    finds: {
      'a number as condition': [condition('23'), 'a-b'],
      'a text as condition': [condition('="yes"'), 'a-b'],
      'a number as completion condition': [
        several('<completionCondition>23</completionCondition>'),
        'task',
      ],
      'a number as condition of an event': [
        '<intermediateCatchEvent id="event"><conditionalEventDefinition><condition>1</condition></conditionalEventDefinition></intermediateCatchEvent>',
        'event',
      ],
    },
    accepts: {
      'a comparison': condition('=count > 23'),
      true: condition('true'),
      'two texts that are compared': condition('="a" = "b"'),
    },
  },
};

describe('expressionRules', () => {
  it.each(casesOf(expressionRules, cases))(
    'should %s',
    async (_, { rule, content, expected }) => {
      // given
      const { document } = await readDocument(bpmn(content));

      // then
      expect(findingsOf(rule, document)).toEqual(expected);
    },
  );
});
