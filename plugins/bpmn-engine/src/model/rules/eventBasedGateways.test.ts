import { readDocument } from '../document';
import { eventBasedGatewayRules } from './eventBasedGateways';
import {
  bpmn,
  casesOf,
  findingsOf,
  flow,
  type RuleCases,
} from './testing/ruleCases';

const gateway = `<startEvent id="start"/><eventBasedGateway id="gateway"/>${flow(
  'start',
  'gateway',
)}`;
const timer = `<intermediateCatchEvent id="timer"><timerEventDefinition/></intermediateCatchEvent>`;
const message = `<intermediateCatchEvent id="message"><messageEventDefinition/></intermediateCatchEvent>`;
const receive = `<receiveTask id="receive"/>`;
const onTime = `${timer}${flow('gateway', 'timer')}`;
const onMessage = `${message}${flow('gateway', 'message')}`;
const onReceive = `${receive}${flow('gateway', 'receive')}`;

const cases: Readonly<Record<string, RuleCases>> = {
  'event-gateway-empty': {
    finds: { 'nothing to wait for': [gateway, 'gateway'] },
    accepts: { 'something to wait for': `${gateway}${onTime}` },
  },
  'event-gateway-single': {
    finds: { 'one event only': [`${gateway}${onTime}`, 'gateway'] },
    accepts: { 'two events': `${gateway}${onTime}${onMessage}` },
  },
  'event-gateway-target': {
    finds: {
      'a task that does not wait': [
        `${gateway}<task id="task"/>${flow('gateway', 'task')}`,
        'task',
      ],
      'a catching link': [
        `${gateway}<intermediateCatchEvent id="link"><linkEventDefinition name="A"/></intermediateCatchEvent>${flow(
          'gateway',
          'link',
        )}`,
        'link',
      ],
      'a throw event': [
        `${gateway}<intermediateThrowEvent id="throw"><messageEventDefinition/></intermediateThrowEvent>${flow(
          'gateway',
          'throw',
        )}`,
        'throw',
      ],
    },
    accepts: {
      'a timer and a message': `${gateway}${onTime}${onMessage}`,
      'a receive task': `${gateway}${onTime}${onReceive}`,
    },
  },
  'event-gateway-target-incoming': {
    finds: {
      'another way to the event': [
        `${gateway}${onTime}${flow('start', 'timer')}`,
        'timer',
      ],
    },
    accepts: { 'the gateway only': `${gateway}${onTime}${onMessage}` },
  },
  'event-gateway-mixed': {
    finds: {
      'a receive task and a message event': [
        `${gateway}${onMessage}${onReceive}`,
        'gateway',
      ],
    },
    accepts: {
      'a receive task and a timer': `${gateway}${onTime}${onReceive}`,
    },
  },
  'event-gateway-boundary': {
    finds: {
      'a boundary event on the receive task': [
        `${gateway}${onReceive}<boundaryEvent id="late" attachedToRef="receive"><timerEventDefinition/></boundaryEvent>`,
        'receive',
      ],
    },
    accepts: { 'a receive task without': `${gateway}${onReceive}` },
  },
  'event-gateway-instantiate': {
    finds: {
      'a way to a gateway that starts the process': [
        `<startEvent id="start"/><eventBasedGateway id="gateway" instantiate="true"/>${flow(
          'start',
          'gateway',
        )}`,
        'gateway',
      ],
    },
    accepts: {
      'a way to another gateway': gateway,
      'no way': '<eventBasedGateway id="gateway" instantiate="true"/>',
    },
  },
};

describe('eventBasedGatewayRules', () => {
  it.each(casesOf(eventBasedGatewayRules, cases))(
    'should %s',
    async (_, { rule, content, expected }) => {
      // given
      const { document } = await readDocument(bpmn(content));

      // then
      expect(findingsOf(rule, document)).toEqual(expected);
    },
  );
});
