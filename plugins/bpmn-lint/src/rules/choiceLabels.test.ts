import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { flows } from '../__testUtils__/picture';
import { choiceLabels } from './choiceLabels';

const tasks = '<task id="a"/><task id="b"/>';
const way = (target: string, name: string) =>
  `<sequenceFlow id="to-${target}" name="${name}" sourceRef="choice" targetRef="${target}"/>`;

describe('choice-labels', () => {
  it.each(
    casesOf({
      finds: {
        'a choice where nothing has a name, once': [
          `<exclusiveGateway id="choice"/>${tasks}${flows(
            'choice',
            'a',
          )}${flows('choice', 'b')}`,
          'choice',
        ],
        'a choice without a question': [
          `<inclusiveGateway id="choice"/>${tasks}${way('a', 'yes')}${way(
            'b',
            'no',
          )}`,
          'choice',
        ],
        'a way out without an answer': [
          `<exclusiveGateway id="choice" name="Approved?"/>${tasks}${way(
            'a',
            'yes',
          )}${way('b', '')}`,
          'choice',
        ],
      },
      accepts: {
        'a question with answers': `<exclusiveGateway id="choice" name="Approved?"/>${tasks}${way(
          'a',
          'yes',
        )}${way('b', 'no')}`,
        'a gateway that only joins': `<exclusiveGateway id="join"/>${tasks}${flows(
          'a',
          'join',
        )}${flows('b', 'join')}`,
        'a gateway that does not choose': `<parallelGateway id="split"/>${tasks}${flows(
          'split',
          'a',
        )}${flows('split', 'b')}`,
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(choiceLabels, picture)).toEqual(elementIds);
  });
});
