import { readDocument } from '../document';
import { artifactRules } from './artifacts';
import { bpmn, casesOf, findingsOf, type RuleCases } from './testing/ruleCases';

const cases: Readonly<Record<string, RuleCases>> = {
  'text-format': {
    finds: {
      'a note in no known format': [
        '<textAnnotation id="note" textFormat="plain"/>',
        'note',
      ],
    },
    accepts: {
      'a note in HTML': '<textAnnotation id="note" textFormat="text/html"/>',
      'a note of which nothing is said': '<textAnnotation id="note"/>',
    },
  },
  'documentation-format': {
    finds: {
      'documentation in no known format': [
        '<task id="task"><documentation textFormat="plain">x</documentation></task>',
        'task',
      ],
    },
    accepts: {
      'documentation with a charset':
        '<task id="task"><documentation textFormat="text/html; charset=utf-8">x</documentation></task>',
    },
  },
};

describe('artifactRules', () => {
  it.each(casesOf(artifactRules, cases))(
    'should %s',
    async (_, { rule, content, expected }) => {
      // given
      const { document } = await readDocument(bpmn(content));

      // then
      expect(findingsOf(rule, document)).toEqual(expected);
    },
  );
});
