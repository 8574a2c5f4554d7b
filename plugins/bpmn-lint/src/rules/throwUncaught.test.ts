import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { throwUncaught } from './throwUncaught';

const root =
  '<error id="refused" errorCode="REFUSED"/><error id="other" errorCode="OTHER"/><escalation id="late" escalationCode="LATE"/>';
const error = '<errorEventDefinition errorRef="refused"/>';
const thrower = `<endEvent id="throw">${error}</endEvent>`;
const inner = (content: string) =>
  `<startEvent id="start"/><subProcess id="inner">${content}</subProcess>`;
const boundary = (content: string) =>
  `<boundaryEvent id="catch" attachedToRef="inner">${content}</boundaryEvent>`;
const handler = (content: string) =>
  `<subProcess id="handler" triggeredByEvent="true"><startEvent id="trigger">${content}</startEvent></subProcess>`;

describe('throw-uncaught', () => {
  it.each(
    casesOf({
      finds: {
        'an error that nothing catches': [
          { root, process: inner(thrower) },
          'throw',
        ],
        'an error that another code listens for': [
          {
            root,
            process:
              inner(thrower) +
              boundary('<errorEventDefinition errorRef="other"/>'),
          },
          'throw',
        ],
        'an error without code that only codes are caught of': [
          {
            root,
            process:
              inner('<endEvent id="throw"><errorEventDefinition/></endEvent>') +
              boundary(error),
          },
          'throw',
        ],
        'an escalation that nothing catches': [
          {
            root,
            process: inner(
              '<intermediateThrowEvent id="throw"><escalationEventDefinition escalationRef="late"/></intermediateThrowEvent>',
            ),
          },
          'throw',
        ],
        'an error of an event sub-process that only that one would catch': [
          {
            root,
            process: `<startEvent id="start"/><subProcess id="handler" triggeredByEvent="true"><startEvent id="trigger">${error}</startEvent>${thrower}</subProcess>`,
          },
          'throw',
        ],
        'an error of a process that cannot be called': [
          {
            root,
            process: `<startEvent id="start"><messageEventDefinition/></startEvent>${thrower}`,
          },
          'throw',
        ],
      },
      accepts: {
        'an error that is caught on the boundary': {
          root,
          process: inner(thrower) + boundary(error),
        },
        'an error that is caught with all others': {
          root,
          process: inner(thrower) + boundary('<errorEventDefinition/>'),
        },
        'an error that an event sub-process beside it catches': {
          root,
          process: inner(thrower + handler(error)),
        },
        'an error that is caught further out': {
          root,
          process: inner(thrower) + handler(error),
        },
        'an escalation that is caught': {
          root,
          process:
            inner(
              '<endEvent id="throw"><escalationEventDefinition escalationRef="late"/></endEvent>',
            ) + boundary('<escalationEventDefinition/>'),
        },
        'an answer to whoever calls the process': {
          root,
          process: `<startEvent id="start"/>${thrower}`,
        },
        'a catching event that nothing throws to': {
          root,
          process: inner('<task id="task"/>') + boundary(error),
        },
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(throwUncaught, picture)).toEqual(elementIds);
  });
});
