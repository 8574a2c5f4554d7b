import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { flow } from '../__testUtils__/picture';
import { choiceDefault } from './choiceDefault';

const choice = (...conditions: readonly string[]) =>
  `<exclusiveGateway id="choice"/>${conditions
    .map(
      (condition, index) =>
        `<task id="t${index}"/>${flow('choice', `t${index}`, condition)}`,
    )
    .join('')}`;

describe('choice-default', () => {
  it.each(
    casesOf({
      finds: {
        'a choice between cases': [
          choice('=colour = "red"', '=colour = "blue"'),
          'choice',
        ],
        'an inclusive choice': [
          choice('=a', '=b').replaceAll('exclusive', 'inclusive'),
          'choice',
        ],
        'three ways, two of which are opposites': [
          choice('=ok', '=not(ok)', '=late'),
          'choice',
        ],
        'limits with a gap': [
          choice('=sum &lt; 100', '=sum &gt; 100'),
          'choice',
        ],
        'what only looks like opposites': [
          choice('=a != 1 and b', '=a = 1 and b'),
          'choice',
        ],
        'opposites inside of something else': [
          choice('=a and b = true', '=a and b = false'),
          'choice',
        ],
      },
      accepts: {
        'a default way': choice('=a', '=b').replace(
          'id="choice"',
          'id="choice" default="choice-t1"',
        ),
        'a way without condition, which parsing looks at': choice('=a', ''),
        'a condition and its negation': choice('=approved', '=not( approved )'),
        'true and false': choice('=approved = true', '=approved=false'),
        'equal and unequal': choice('=n != 1', '=n = 1'),
        'below and above': choice('=sum &lt; 100', '=sum &gt;= 100'),
        'a single way': choice('=a'),
        'a choice by events': `<eventBasedGateway id="choice"/><receiveTask id="r"/>${flow(
          'choice',
          'r',
        )}`,
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(choiceDefault, picture)).toEqual(elementIds);
  });
});
