import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { flow, flows } from '../__testUtils__/picture';
import { parallelWaysMeet } from './parallelWaysMeet';

const node = (kind: string, ...ids: readonly string[]) =>
  ids.map(id => `<${kind} id="${id}"/>`).join('');

/** From a split by two tasks to where they meet, and on to a task. */
const meeting = (split: string, meet: string) => `
  ${node('startEvent', 'start')}${node(split, 'split')}
  ${node('task', 'a', 'b', 'mail')}${node(meet, 'meet')}${node(
  'endEvent',
  'end',
)}
  ${flows('start', 'split', 'a', 'meet', 'mail', 'end')}${flows(
  'split',
  'b',
  'meet',
)}`;

const reminder = (target: string) => `
  ${node('startEvent', 'start')}${node('task', 'a', 'remind', 'mail')}
  <boundaryEvent id="late" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
  ${node('endEvent', 'end')}${flows('start', 'a', 'mail', 'end')}${flows(
  'late',
  'remind',
  target,
)}`;

describe('parallel-ways-meet', () => {
  it.each(
    casesOf({
      finds: {
        'parallel ways that meet at an exclusive gateway': [
          meeting('parallelGateway', 'exclusiveGateway'),
          'meet',
        ],
        'parallel ways that meet at a task': [
          meeting('parallelGateway', 'task'),
          'meet',
        ],
        'ways out of a task that meet': [meeting('task', 'task'), 'meet'],
        'two flows between the same nodes': [
          `${node('startEvent', 'start')}${node('task', 'a', 'b')}${flows(
            'start',
            'a',
            'b',
          )}<sequenceFlow id="again" sourceRef="a" targetRef="b"/>`,
          'b',
        ],
        'a reminder that leads on instead of ending': [
          reminder('mail'),
          'mail',
        ],
        'the first of several places': [
          meeting('parallelGateway', 'exclusiveGateway').replace(
            '<endEvent id="end"/>',
            `<endEvent id="end"/><task id="more"/>${flows('a', 'more')}${flows(
              'meet',
              'more',
            )}`,
          ),
          'meet',
        ],
      },
      accepts: {
        'ways that a parallel gateway joins': meeting(
          'parallelGateway',
          'parallelGateway',
        ),
        'ways that an inclusive gateway joins': meeting(
          'parallelGateway',
          'inclusiveGateway',
        ),
        'ways that a task joins which takes two tokens': meeting(
          'parallelGateway',
          'task',
        ).replace('<task id="meet"/>', '<task id="meet" startQuantity="2"/>'),
        'ways that exclude each other': meeting(
          'exclusiveGateway',
          'exclusiveGateway',
        ),
        'ways of which one may be taken': meeting('inclusiveGateway', 'task'),
        'ways that only end together': `
      ${node('startEvent', 'start')}${node('parallelGateway', 'split')}
      ${node('task', 'a', 'b')}${node('exclusiveGateway', 'meet')}
      ${node('endEvent', 'end')}
      ${flows('start', 'split', 'a', 'meet', 'end')}${flows(
          'split',
          'b',
          'meet',
        )}`,
        'a reminder that ends': reminder('end'),
        'the same handler for errors of parallel tasks': `
      ${node('startEvent', 'start')}${node('parallelGateway', 'split', 'join')}
      ${node('task', 'a', 'b', 'mail')}${node('endEvent', 'end', 'failed')}
      <boundaryEvent id="errorA" attachedToRef="a"><errorEventDefinition/></boundaryEvent>
      <boundaryEvent id="errorB" attachedToRef="b"><errorEventDefinition/></boundaryEvent>
      ${flows('start', 'split', 'a', 'join', 'end')}${flows(
          'split',
          'b',
          'join',
        )}
      ${flows('errorA', 'mail', 'failed')}${flows('errorB', 'mail')}`,
        'ways that a choice leads out of': `
      ${node('startEvent', 'start')}${node('parallelGateway', 'split', 'join')}
      ${node('exclusiveGateway', 'okA', 'okB')}${node('task', 'mail')}
      ${node('endEvent', 'end', 'refused')}
      ${flows('start', 'split', 'okA', 'join', 'end')}${flows(
          'split',
          'okB',
          'join',
        )}
      ${flows('okA', 'mail', 'refused')}${flows('okB', 'mail')}`,
        'conditional ways out of a task': `
      ${node('startEvent', 'start')}${node('task', 'a', 'b', 'c', 'd')}
      ${flows('start', 'a')}${flow('a', 'b', '=x')}${flow('a', 'c', '=y')}
      ${flows('b', 'd')}${flows('c', 'd')}`,
        'a loop around a parallel part': `
      ${node('startEvent', 'start')}${node('exclusiveGateway', 'merge')}
      ${node('parallelGateway', 'split', 'join')}${node('task', 'a', 'b')}
      ${flows('start', 'merge', 'split', 'a', 'join', 'merge')}${flows(
          'split',
          'b',
          'join',
        )}`,
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(parallelWaysMeet, picture)).toEqual(elementIds);
  });
});
