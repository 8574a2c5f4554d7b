import { readDocument } from '../document';
import { processRules } from './processes';
import { bpmn, casesOf, findingsOf, type RuleCases } from './testing/ruleCases';

const cases: Readonly<Record<string, RuleCases>> = {
  'id-missing': {
    finds: {
      'a task without id': ['<task/>', 'process'],
      'a sequence flow without id': [
        '<task id="a"/><task id="b"/><sequenceFlow sourceRef="a" targetRef="b"/>',
        'process',
      ],
    },
    accepts: {
      'a task with one': '<task id="task"/>',
      'an id that was taken, which reading finds':
        '<task id="task"/><task id="task"/>',
      'the event of a behaviour':
        '<task id="task"><multiInstanceLoopCharacteristics behavior="Complex"><complexBehaviorDefinition><condition>=true</condition><event/></complexBehaviorDefinition></multiInstanceLoopCharacteristics></task>',
    },
  },
  'process-empty': {
    finds: { 'nothing to do': ['', 'process'] },
    accepts: {
      'something to do': '<task id="task"/>',
      'nothing to do in a process that is only drawn': {
        root: '<process id="partner"/>',
        process: '<task id="task"/>',
      },
    },
  },
  'process-type-public': {
    finds: {
      'an executable process that is public': [
        {
          root: '<process id="other" isExecutable="true" processType="Public"><task id="a"/></process>',
          process: '<task id="task"/>',
        },
        'other',
      ],
    },
    accepts: {
      'a public process that is only drawn': {
        root: '<process id="other" processType="Public"/>',
        process: '<task id="task"/>',
      },
    },
  },
};

describe('processRules', () => {
  it.each(casesOf(processRules, cases))(
    'should %s',
    async (_, { rule, content, expected }) => {
      // given
      const { document } = await readDocument(bpmn(content));

      // then
      expect(findingsOf(rule, document)).toEqual(expected);
    },
  );
});
