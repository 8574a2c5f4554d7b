import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { extensions, flow, flows } from '../__testUtils__/picture';
import { userTaskAnswer } from './userTaskAnswer';

const around = (content: string, gateway = 'exclusiveGateway') =>
  `<userTask id="approve">${content}</userTask><${gateway} id="choice"/><task id="a"/><task id="b"/>${flows(
    'approve',
    'choice',
    'a',
  )}${flows('choice', 'b')}`;
const form = (attributes: string) =>
  extensions(`<zeebe:formDefinition ${attributes}/>`);

describe('user-task-answer', () => {
  it.each(
    casesOf({
      finds: {
        'a task without a form before a choice': [around(''), 'approve'],
        'a task without a form before an inclusive choice': [
          around('', 'inclusiveGateway'),
          'approve',
        ],
        'a form that is not chosen yet': [around(form('formId=""')), 'approve'],
      },
      accepts: {
        'a choice that asks for the outcome': `<userTask id="approve"/><exclusiveGateway id="choice"/><task id="a"/><task id="b"/>${flows(
          'approve',
          'choice',
          'b',
        )}${flow('choice', 'a', '=outcome = "approved"')}`,
        'a form by id': around(form('formId="approval"')),
        'a form by key': around(form('formKey="approval"')),
        'a form elsewhere': around(
          form('externalReference="https://example.com"'),
        ),
        'a gateway that does not choose': around('', 'parallelGateway'),
        'a gateway with one way out': `<userTask id="approve"/><exclusiveGateway id="join"/><task id="a"/>${flows(
          'approve',
          'join',
          'a',
        )}`,
        'a task that only has to be done': `<userTask id="approve"/><endEvent id="end"/>${flows(
          'approve',
          'end',
        )}`,
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(userTaskAnswer, picture)).toEqual(elementIds);
  });
});
