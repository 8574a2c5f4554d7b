import { readDocument } from '../document';
import { activityRules } from './activities';
import {
  bpmn,
  casesOf,
  findingsOf,
  flow,
  type RuleCases,
} from './testing/ruleCases';

const called = (start: string) => ({
  root: `<process id="called" isExecutable="true">${start}</process>`,
  process: '<callActivity id="call" calledElement="called"/>',
});
const performer = (inside: string) => ({
  root: '<resource id="clerks" name="clerks"/>',
  process: `<userTask id="task" name="Check"><performer id="who">${inside}</performer></userTask>`,
});
const resource = '<resourceRef>clerks</resourceRef>';
const expression =
  '<resourceAssignmentExpression><formalExpression>="ada"</formalExpression></resourceAssignmentExpression>';
const binding =
  '<resourceParameterBinding id="binding"><formalExpression>=1</formalExpression></resourceParameterBinding>';

const cases: Readonly<Record<string, RuleCases>> = {
  'token-quantity': {
    finds: {
      'no token in': ['<task id="task" startQuantity="0"/>', 'task'],
      'fewer than no token out': [
        '<task id="task" completionQuantity="-5"/>',
        'task',
      ],
      'more tokens in than anybody needs': [
        '<task id="task" startQuantity="1001"/>',
        'task',
      ],
      'more tokens out than anybody needs': [
        '<task id="task" completionQuantity="1000000000"/>',
        'task',
      ],
    },
    accepts: {
      'two tokens':
        '<task id="task" startQuantity="2" completionQuantity="2"/>',
      'a thousand tokens':
        '<task id="task" startQuantity="1000" completionQuantity="1000"/>',
      'nothing about tokens': '<task id="task"/>',
    },
  },
  'script-format-missing': {
    finds: {
      'a script in no language': [
        '<scriptTask id="task"><script>x = 1</script></scriptTask>',
        'task',
      ],
    },
    accepts: {
      'a script in Python':
        '<scriptTask id="task" scriptFormat="python"><script>x = 1</script></scriptTask>',
      'no script': '<scriptTask id="task"/>',
    },
  },
  'script-missing': {
    finds: {
      'no script': ['<scriptTask id="task"/>', 'task'],
      'a FEEL script without expression': [
        '<scriptTask id="task"><extensionElements><zeebe:script resultVariable="x"/></extensionElements></scriptTask>',
        'task',
      ],
    },
    accepts: {
      'a script': '<scriptTask id="task"><script>x = 1</script></scriptTask>',
      'a FEEL script':
        '<scriptTask id="task"><extensionElements><zeebe:script expression="=1" resultVariable="x"/></extensionElements></scriptTask>',
    },
  },
  'receive-task-instantiate': {
    finds: {
      'a way to a receive task that starts the process': [
        `<startEvent id="start"/><receiveTask id="task" instantiate="true"/>${flow(
          'start',
          'task',
        )}`,
        'task',
      ],
    },
    accepts: { 'no way': '<receiveTask id="task" instantiate="true"/>' },
  },
  'receive-task-message': {
    finds: { 'no message': ['<receiveTask id="task"/>', 'task'] },
    accepts: {
      'a message': {
        root: '<message id="order" name="order"/>',
        process: '<receiveTask id="task" messageRef="order"/>',
      },
    },
  },
  'called-element-missing': {
    finds: { 'nothing that is called': ['<callActivity id="call"/>', 'call'] },
    accepts: {
      'a process': '<callActivity id="call" calledElement="other"/>',
      'a process by extension':
        '<callActivity id="call"><extensionElements><zeebe:calledElement processId="other"/></extensionElements></callActivity>',
    },
  },
  'called-process-start': {
    finds: {
      'a process that only a message starts': [
        called('<startEvent id="start"><messageEventDefinition/></startEvent>'),
        'call',
      ],
    },
    accepts: {
      'a process that starts by itself': called('<startEvent id="start"/>'),
      'a process that starts both ways': called(
        '<startEvent id="start"/><startEvent id="other"><messageEventDefinition/></startEvent>',
      ),
      'a process without start event': called('<task id="task"/>'),
      'a process elsewhere': '<callActivity id="call" calledElement="other"/>',
    },
  },
  'performer-assignment': {
    finds: {
      'a resource and an expression': [
        performer(`${resource}${expression}`),
        'who',
      ],
    },
    accepts: {
      'a resource': performer(resource),
      'an expression': performer(expression),
    },
  },
  'performer-parameters': {
    finds: { 'parameters of nothing': [performer(binding), 'who'] },
    accepts: { 'parameters of a resource': performer(`${resource}${binding}`) },
  },
  'user-task-name': {
    finds: { 'no name': ['<userTask id="task"/>', 'task'] },
    accepts: {
      'a name': '<userTask id="task" name="Approve"/>',
      'another task': '<task id="task"/>',
    },
  },
};

describe('activityRules', () => {
  it.each(casesOf(activityRules, cases))(
    'should %s',
    async (_, { rule, content, expected }) => {
      // given
      const { document } = await readDocument(bpmn(content));

      // then
      expect(findingsOf(rule, document)).toEqual(expected);
    },
  );
});
