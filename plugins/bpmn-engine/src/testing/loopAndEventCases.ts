import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Scenario } from './scenario';
import {
  element,
  extended,
  inARow,
  inARowInside,
  inputs,
  mappings,
  outputs,
  serviceTask,
} from './extensions';
import { flow, path } from './picture';
import type { Propagation } from './propagation';

/** Multi-instance characteristics. */
export const loop = (zeebe: string, attributes = '') =>
  `<multiInstanceLoopCharacteristics ${attributes}>${extended(
    `<zeebe:loopCharacteristics ${zeebe} />`,
  )}</multiInstanceLoopCharacteristics>`;

const repeated = (
  zeebe: string,
  extensions: readonly string[] = [],
  attributes = '',
) =>
  element(
    ['serviceTask', 'work'],
    ['<zeebe:taskDefinition type="work" />', ...extensions],
    loop(zeebe, attributes),
  );

const jobs =
  (...variables: readonly JsonObject[]) =>
  (story: Scenario): void => {
    variables.forEach(each => story.completeJob('work', each));
  };

/** Multi-instance activities. */
export const several: Readonly<Record<string, Propagation>> = {
  'only the output collection leaves, in order of the inputs': {
    content: inARow(
      repeated(
        'inputCollection="=items" inputElement="item" outputCollection="scores" outputElement="=score"',
      ),
    ),
    before: { items: ['a', 'b'] },
    act(story) {
      const [first, second] = story.waits.map(({ key }) => key);
      for (const [waitKey, score] of [
        [second, 2],
        [first, 1],
      ]) {
        story.send({ type: 'fulfilWait', waitKey, variables: { score } });
      }
    },
    after: { items: ['a', 'b'], scores: [1, 2] },
  },
  'what is not collected does not leave either': {
    content: inARow(
      repeated(
        'inputCollection="=items" inputElement="item" outputCollection="scores" outputElement="=score"',
      ),
    ),
    before: { items: ['a'] },
    act: jobs({ score: 1, remark: 'x' }),
    after: { items: ['a'], scores: [1] },
  },
  'one after the other, too': {
    content: inARow(
      repeated(
        'inputCollection="=items" inputElement="item" outputCollection="scores" outputElement="=item * 10"',
        [],
        'isSequential="true"',
      ),
    ),
    before: { items: [1, 2, 3] },
    act: jobs({}, {}, {}),
    after: { items: [1, 2, 3], scores: [10, 20, 30] },
  },
  'no item gives an empty collection': {
    content: inARow(
      repeated(
        'inputCollection="=[]" outputCollection="scores" outputElement="=1"',
      ),
    ),
    after: { scores: [] },
  },
  'without output element there is a place for each': {
    content: inARow(
      repeated('inputCollection="=items" outputCollection="scores"'),
    ),
    before: { items: [1, 2] },
    act: jobs({}, {}),
    after: { items: [1, 2], scores: [null, null] },
  },
  'the item and its number stay inside': {
    content: inARow(repeated('inputCollection="=items" inputElement="item"')),
    before: { items: [1], item: 'mine' },
    act: jobs({}),
    after: { items: [1], item: 'mine' },
  },
  'each maps its own inputs from its item': {
    content: inARow(
      repeated(
        'inputCollection="=items" inputElement="item" outputCollection="doubles" outputElement="=double"',
        [inputs({ double: '=item * 2 + loopCounter * 100' })],
      ),
    ),
    before: { items: [1, 2] },
    act: jobs({}, {}),
    after: { items: [1, 2], doubles: [102, 204] },
  },
  'a collection of a sub-process stays there': {
    content: inARow(
      element(
        ['subProcess', 'outer'],
        [inputs({ scores: '=null' })],
        inARowInside(
          'outer',
          repeated(
            'inputCollection="=items" inputElement="item" outputCollection="scores" outputElement="=item"',
          ),
        ),
      ),
    ),
    before: { items: [1] },
    act: jobs({}),
    after: { items: [1] },
  },
};

const message = (attributes = '') =>
  `<messageEventDefinition id="def" messageRef="m" ${attributes} />`;
const news = '<message id="m" name="news" />';
const publish =
  (variables: JsonObject) =>
  (story: Scenario): void => {
    story.publish('news', variables);
  };

/** Events. */
export const events: Readonly<Record<string, Propagation>> = {
  'a catch event hands over what its message carries': {
    content: inARow(
      element(['intermediateCatchEvent', 'catch'], [], message()),
    ),
    around: news,
    act: publish({ x: 1 }),
    after: { x: 1 },
  },
  'a catch event with mappings hands over only these': {
    content: inARow(
      element(
        ['intermediateCatchEvent', 'catch'],
        [outputs({ y: '=x + 1' })],
        message(),
      ),
    ),
    around: news,
    act: publish({ x: 1 }),
    after: { y: 2 },
  },
  'a boundary event hands over what its message carries': {
    content: `${inARow(serviceTask('work'))}${
      element(
        ['boundaryEvent attachedToRef="work"', 'caught'],
        [],
        message(),
      )[1]
    }<endEvent id="over" />${flow('caught', 'over')}`,
    around: news,
    act: publish({ x: 1 }),
    after: { x: 1 },
  },
  'a boundary event with mappings hands over only these': {
    content: `${inARow(serviceTask('work', inputs({ x: '=0' })))}${
      element(
        ['boundaryEvent attachedToRef="work"', 'caught'],
        [outputs({ y: '=x' })],
        message(),
      )[1]
    }<endEvent id="over" />${flow('caught', 'over')}`,
    around: news,
    act: publish({ x: 1 }),
    after: { y: 1 },
  },
  'an event sub-process hands over what its message carries': {
    content: `${inARow(
      serviceTask('work'),
    )}<subProcess id="on-news" triggeredByEvent="true"><startEvent id="got">${message()}</startEvent><endEvent id="over" />${path(
      'got',
      'over',
    )}</subProcess>`,
    around: news,
    act: publish({ x: 1 }),
    after: { x: 1 },
  },
  'an event sub-process keeps what it has itself': {
    content: `${inARow(
      serviceTask('work'),
    )}<subProcess id="on-news" triggeredByEvent="true">${extended(
      mappings({ inputs: { x: '=0' }, outputs: { seen: '=x' } }),
    )}<startEvent id="got">${message()}</startEvent><endEvent id="over" />${path(
      'got',
      'over',
    )}</subProcess>`,
    around: news,
    act: publish({ x: 1, y: 2 }),
    after: { y: 2, seen: 1 },
  },
  'an error hands over what it carries': {
    content: `${inARow(
      serviceTask('work'),
    )}<boundaryEvent id="caught" attachedToRef="work"><errorEventDefinition id="e" /></boundaryEvent><endEvent id="over" />${flow(
      'caught',
      'over',
    )}`,
    act(story) {
      story.throwError('work', 'BAD', { why: 'late' });
    },
    after: { why: 'late' },
  },
  'a none event hands over nothing': {
    content: inARow(
      element(['intermediateThrowEvent', 'milestone'], [inputs({ x: '=1' })]),
    ),
    after: {},
  },
  'a none event with mappings hands over these': {
    content: inARow(
      element(
        ['intermediateThrowEvent', 'milestone'],
        [mappings({ inputs: { x: '=1' }, outputs: { y: '=x' } })],
      ),
    ),
    after: { y: 1 },
  },
  'a sub-process hands over nothing': {
    content: inARow(
      element(
        ['subProcess', 'inner'],
        [inputs({ x: '=1' })],
        '<task id="nothing" />',
      ),
    ),
    after: {},
  },
};
