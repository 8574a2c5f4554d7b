import { readDocument } from '../document';
import { sequenceFlowRules } from './sequenceFlows';
import {
  bpmn,
  casesOf,
  findingsOf,
  flow,
  type RuleCases,
} from './testing/ruleCases';

const tasks = `<task id="a"/><task id="b"/><task id="c"/>`;
const condition = `<conditionExpression>=true</conditionExpression>`;

const cases: Readonly<Record<string, RuleCases>> = {
  'sequence-flow-end-missing': {
    finds: {
      'a flow without end': [
        `${tasks}<sequenceFlow id="flow" sourceRef="a"/>`,
        'flow',
      ],
      'a flow without beginning': [
        `${tasks}<sequenceFlow id="flow" targetRef="a"/>`,
        'flow',
      ],
    },
    accepts: {
      'a flow with both': `${tasks}${flow('a', 'b')}`,
      'an end that does not exist, which reading finds': `${tasks}${flow(
        'a',
        'nowhere',
      )}`,
    },
  },
  'sequence-flow-end': {
    finds: {
      'a flow to a note': [
        `${tasks}<textAnnotation id="note"/>${flow('a', 'note')}`,
        'a-note',
      ],
      'a flow from a data object': [
        `${tasks}<dataObject id="data"/>${flow('data', 'a')}`,
        'data-a',
      ],
    },
    accepts: { 'a flow between tasks': `${tasks}${flow('a', 'b')}` },
  },
  'sequence-flow-scope': {
    finds: {
      'a flow into a sub-process': [
        `${tasks}<subProcess id="sub"><task id="inner"/></subProcess>${flow(
          'a',
          'inner',
        )}`,
        'a-inner',
      ],
      'a flow into another process': [
        {
          root: '<process id="other"><task id="inner"/></process>',
          process: `${tasks}${flow('a', 'inner')}`,
        },
        'a-inner',
      ],
    },
    accepts: {
      'a flow to a sub-process': `${tasks}<subProcess id="sub"/>${flow(
        'a',
        'sub',
      )}`,
      'a flow inside a sub-process': `<subProcess id="sub">${tasks}${flow(
        'a',
        'b',
      )}</subProcess>`,
    },
  },
  'sequence-flow-event-sub-process': {
    finds: {
      'a flow to an event sub-process': [
        `${tasks}<subProcess id="sub" triggeredByEvent="true"/>${flow(
          'a',
          'sub',
        )}`,
        'a-sub',
      ],
      'a flow from an event sub-process': [
        `${tasks}<subProcess id="sub" triggeredByEvent="true"/>${flow(
          'sub',
          'a',
        )}`,
        'sub-a',
      ],
    },
    accepts: {
      'a flow to another sub-process': `${tasks}<subProcess id="sub"/>${flow(
        'a',
        'sub',
      )}`,
    },
  },
  'sequence-flow-immediate': {
    finds: {
      'a flow that is not immediate': [
        `${tasks}<sequenceFlow id="flow" sourceRef="a" targetRef="b" isImmediate="false"/>`,
        'flow',
      ],
    },
    accepts: {
      'a flow of which nothing is said': `${tasks}${flow('a', 'b')}`,
      'an immediate flow': `${tasks}<sequenceFlow id="flow" sourceRef="a" targetRef="b" isImmediate="true"/>`,
    },
  },
  'conditional-flow-alone': {
    finds: {
      'a condition on the only way out': [
        `${tasks}${flow('a', 'b', condition)}`,
        'a-b',
      ],
    },
    accepts: {
      'another way out': `${tasks}${flow('a', 'b', condition)}${flow(
        'a',
        'c',
      )}`,
      'a gateway': `${tasks}<exclusiveGateway id="choice"/>${flow(
        'choice',
        'b',
        condition,
      )}`,
    },
  },
  'condition-ignored': {
    finds: {
      'a condition behind a parallel gateway': [
        `${tasks}<parallelGateway id="split"/>${flow('split', 'a', condition)}`,
        'split-a',
      ],
      'a condition behind a start event': [
        `${tasks}<startEvent id="start"/>${flow('start', 'a', condition)}`,
        'start-a',
      ],
    },
    accepts: {
      'a condition behind an inclusive gateway': `${tasks}<inclusiveGateway id="choice"/>${flow(
        'choice',
        'b',
        condition,
      )}`,
      'a condition behind a task': `${tasks}${flow('a', 'b', condition)}`,
    },
  },
  'condition-empty': {
    finds: {
      'a condition that says nothing': [
        `${tasks}${flow(
          'a',
          'b',
          '<conditionExpression> </conditionExpression>',
        )}`,
        'a-b',
      ],
    },
    accepts: {
      'no condition': `${tasks}${flow('a', 'b')}`,
      'a condition': `${tasks}${flow('a', 'b', condition)}`,
    },
  },
  'default-flow': {
    finds: {
      'a default that is the way out of another': [
        `<task id="task" default="a-b"/>${tasks}${flow('a', 'b')}`,
        'task',
      ],
    },
    accepts: {
      'a default of its own': `<task id="task" default="task-b"/>${tasks}${flow(
        'task',
        'b',
      )}`,
    },
  },
  'default-flow-condition': {
    finds: {
      'a default with a condition': [
        `<task id="task" default="task-b"/>${tasks}${flow(
          'task',
          'b',
          condition,
        )}`,
        'task',
      ],
    },
    accepts: {
      'a default without': `<task id="task" default="task-b"/>${tasks}${flow(
        'task',
        'b',
      )}`,
    },
  },
};

describe('sequenceFlowRules', () => {
  it.each(casesOf(sequenceFlowRules, cases))(
    'should %s',
    async (_, { rule, content, expected }) => {
      // given
      const { document } = await readDocument(bpmn(content));

      // then
      expect(findingsOf(rule, document)).toEqual(expected);
    },
  );
});
