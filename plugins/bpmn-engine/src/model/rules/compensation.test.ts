import { readDocument } from '../document';
import { compensationRules } from './compensation';
import {
  bpmn,
  casesOf,
  findingsOf,
  flow,
  type RuleCases,
} from './testing/ruleCases';

const booking = `<task id="book"/><boundaryEvent id="event" attachedToRef="book"><compensateEventDefinition/></boundaryEvent>`;
const handler = `<task id="undo" isForCompensation="true"/>`;
const association = (target: string) =>
  `<association id="association" sourceRef="event" targetRef="${target}"/>`;
const note = `<textAnnotation id="note"/>`;

const cases: Readonly<Record<string, RuleCases>> = {
  'compensation-boundary-outgoing': {
    finds: {
      'a sequence flow from it': [
        `${booking}<endEvent id="end"/>${flow('event', 'end')}`,
        'event',
      ],
    },
    accepts: {
      'an association from it': `${booking}${handler}${association('undo')}`,
    },
  },
  'compensation-handler-missing': {
    finds: {
      'no association': [booking, 'event'],
      'an association to a note only': [
        `${booking}${note}${association('note')}`,
        'event',
      ],
    },
    accepts: {
      'an association to an activity': `${booking}${handler}${association(
        'undo',
      )}`,
    },
  },
  'compensation-handler-kind': {
    finds: {
      'an activity that is not for compensation': [
        `${booking}<task id="undo"/>${association('undo')}`,
        'event',
      ],
      'an activity in another scope': [
        `${booking}<subProcess id="sub">${handler}</subProcess>${association(
          'undo',
        )}`,
        'event',
      ],
    },
    accepts: {
      'an activity for compensation': `${booking}${handler}${association(
        'undo',
      )}`,
      'a note beside it': `${booking}${handler}${note}${association('undo')}
        <association id="explains" sourceRef="event" targetRef="note"/>`,
    },
  },
  'compensation-activity-flow': {
    finds: {
      'a sequence flow to it': [
        `<startEvent id="start"/>${handler}${flow('start', 'undo')}`,
        'undo',
      ],
    },
    accepts: { 'no sequence flow': handler },
  },
  'compensation-activity-unused': {
    finds: { 'an activity that nothing leads to': [handler, 'undo'] },
    accepts: {
      'an activity that an event leads to': `${booking}${handler}${association(
        'undo',
      )}`,
      'an event sub-process':
        '<subProcess id="undo" triggeredByEvent="true" isForCompensation="true"/>',
    },
  },
};

describe('compensationRules', () => {
  it.each(casesOf(compensationRules, cases))(
    'should %s',
    async (_, { rule, content, expected }) => {
      // given
      const { document } = await readDocument(bpmn(content));

      // then
      expect(findingsOf(rule, document)).toEqual(expected);
    },
  );
});
