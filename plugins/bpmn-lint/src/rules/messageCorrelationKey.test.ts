import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { extensions, flows } from '../__testUtils__/picture';
import { messageCorrelationKey } from './messageCorrelationKey';

const KEYLESS = '<message id="paid" name="paid"/>';
const event = '<messageEventDefinition messageRef="paid"/>';
const waiting = `<intermediateCatchEvent id="wait">${event}</intermediateCatchEvent>`;
const keyed = (key: string) =>
  `<message id="paid" name="paid">${extensions(
    `<zeebe:subscription correlationKey="${key}"/>`,
  )}</message>`;

describe('message-correlation-key', () => {
  it.each(
    casesOf({
      finds: {
        'an event': [{ root: KEYLESS, process: waiting }, 'wait'],
        'an empty key': [{ root: keyed(' '), process: waiting }, 'wait'],
        'a receive task': [
          {
            root: KEYLESS,
            process: '<receiveTask id="wait" messageRef="paid"/>',
          },
          'wait',
        ],
        'a boundary event and an event sub-process': [
          {
            root: KEYLESS,
            process: `<task id="task"/><boundaryEvent id="boundary" attachedToRef="task">${event}</boundaryEvent>
          <subProcess id="handler" triggeredByEvent="true"><startEvent id="trigger">${event}</startEvent></subProcess>`,
          },
          'boundary',
          'trigger',
        ],
      },
      accepts: {
        'a key': { root: keyed('=orderId'), process: waiting },
        'a message that begins the process': {
          root: KEYLESS,
          process: `<startEvent id="start">${event}</startEvent>`,
        },
        'a receive task that begins the process': {
          root: KEYLESS,
          process:
            '<receiveTask id="start" messageRef="paid" instantiate="true"/>',
        },
        'an event behind a gateway that begins the process': {
          root: KEYLESS,
          process: `<eventBasedGateway id="begin" instantiate="true"/>${waiting}${flows(
            'begin',
            'wait',
          )}`,
        },
        'no message, which parsing looks at':
          '<intermediateCatchEvent id="wait"><messageEventDefinition/></intermediateCatchEvent>',
        'a message that is sent': {
          root: KEYLESS,
          process: `<intermediateThrowEvent id="send">${event}</intermediateThrowEvent>`,
        },
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(messageCorrelationKey, picture)).toEqual(
      elementIds,
    );
  });
});
