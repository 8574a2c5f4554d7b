import { readDocument } from '../document';
import { subProcessRules } from './subProcesses';
import { bpmn, casesOf, findingsOf, type RuleCases } from './testing/ruleCases';

const timer = (id: string) =>
  `<startEvent id="${id}"><timerEventDefinition/></startEvent>`;
const eventSubProcess = (inside: string) =>
  `<subProcess id="sub" triggeredByEvent="true">${inside}</subProcess>`;
const adHoc = (inside: string) =>
  `<adHocSubProcess id="sub">${inside}</adHocSubProcess>`;
const cancelled =
  '<transaction id="sub"><endEvent id="end"><cancelEventDefinition/></endEvent></transaction>';

const cases: Readonly<Record<string, RuleCases>> = {
  'event-sub-process-start': {
    finds: {
      'no start event': [eventSubProcess('<task id="task"/>'), 'sub'],
      'two start events': [
        eventSubProcess(`${timer('one')}${timer('two')}`),
        'sub',
      ],
    },
    accepts: {
      'one start event': eventSubProcess(timer('one')),
      'another sub-process without one':
        '<subProcess id="sub"><task id="task"/></subProcess>',
    },
  },
  'ad-hoc-empty': {
    finds: { 'nothing to choose from': [adHoc(''), 'sub'] },
    accepts: { 'a task': adHoc('<task id="task"/>') },
  },
  'ad-hoc-content': {
    finds: {
      'a start event': [
        adHoc('<task id="task"/><startEvent id="event"/>'),
        'event',
      ],
      'an end event': [
        adHoc('<task id="task"/><endEvent id="event"/>'),
        'event',
      ],
    },
    accepts: {
      'an intermediate event': adHoc(
        '<task id="task"/><intermediateThrowEvent id="event"/>',
      ),
    },
  },
  'choreography-in-process': {
    finds: {
      'a choreography task': [adHoc('<choreographyTask id="talk"/>'), 'talk'],
    },
    accepts: { 'a send task': adHoc('<sendTask id="talk"/>') },
  },
  'sub-process-empty': {
    finds: { 'nothing in it': ['<subProcess id="sub"/>', 'sub'] },
    accepts: {
      'a task': '<subProcess id="sub"><task id="task"/></subProcess>',
    },
  },
  'cancel-unhandled': {
    finds: { 'a cancellation that nobody catches': [cancelled, 'sub'] },
    accepts: {
      'a cancellation that is caught': `${cancelled}<boundaryEvent id="event" attachedToRef="sub"><cancelEventDefinition/></boundaryEvent>`,
      'a transaction that is never cancelled':
        '<transaction id="sub"><endEvent id="end"/></transaction>',
    },
  },
};

describe('subProcessRules', () => {
  it.each(casesOf(subProcessRules, cases))(
    'should %s',
    async (_, { rule, content, expected }) => {
      // given
      const { document } = await readDocument(bpmn(content));

      // then
      expect(findingsOf(rule, document)).toEqual(expected);
    },
  );
});
