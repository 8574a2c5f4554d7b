import { readDocument } from '../document';
import { referenceRules } from './references';
import { bpmn, casesOf, findingsOf, type RuleCases } from './testing/ruleCases';

const messages =
  '<message id="order" name="order"/><signal id="stop" name="stop"/>';
const caught = (reference: string) => ({
  root: messages,
  process: `<intermediateCatchEvent id="event"><messageEventDefinition messageRef="${reference}"/></intermediateCatchEvent>`,
});

const cases: Readonly<Record<string, RuleCases>> = {
  'reference-type': {
    finds: {
      'a message event that waits for a signal': [caught('stop'), 'event'],
      'a default that is a task': [
        '<task id="a" default="b"/><task id="b"/>',
        'a',
      ],
    },
    accepts: { 'a message event that waits for a message': caught('order') },
  },
  'reference-type-other': {
    finds: {
      'a lane that holds a message': [
        {
          root: messages,
          process:
            '<laneSet id="lanes"><lane id="lane"><flowNodeRef>order</flowNodeRef></lane></laneSet><task id="task"/>',
        },
        'lane',
      ],
    },
    accepts: {
      'a lane that holds a task':
        '<laneSet id="lanes"><lane id="lane"><flowNodeRef>task</flowNodeRef></lane></laneSet><task id="task"/>',
    },
  },
};

describe('referenceRules', () => {
  it.each(casesOf(referenceRules, cases))(
    'should %s',
    async (_, { rule, content, expected }) => {
      // given
      const { document } = await readDocument(bpmn(content));

      // then
      expect(findingsOf(rule, document)).toEqual(expected);
    },
  );
});
