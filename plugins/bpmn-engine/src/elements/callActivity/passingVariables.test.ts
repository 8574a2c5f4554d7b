import { givenAllXml } from '../../testing/scenario';
import {
  element,
  extended,
  inARow,
  mappings,
  serviceTask,
} from '../../testing/extensions';
import { processXml } from '../../testing/picture';

/** A process that calls `called`. */
const caller = (attributes: string, ...extensions: readonly string[]) =>
  processXml(
    inARow(
      element(
        ['callActivity', 'call'],
        [
          `<zeebe:calledElement processId="called" ${attributes} />`,
          ...extensions,
        ],
      ),
    ),
  );

/** A called process that waits for the job `work`. */
const called = processXml(inARow(serviceTask('work'))).replace(
  'id="story"',
  'id="called"',
);

describe('call activity, passing variables', () => {
  it.each([
    ['all that it sees, by default', caller(''), { x: 1, y: 2 }],
    [
      'all, and what is mapped',
      caller('', mappings({ inputs: { z: '=x' } })),
      { x: 1, y: 2, z: 1 },
    ],
    [
      'what is mapped instead of what it hides',
      caller('', mappings({ inputs: { x: '=9' } })),
      { x: 9, y: 2 },
    ],
    ['nothing', caller('propagateAllParentVariables="false"'), {}],
    [
      'what is mapped only',
      caller(
        'propagateAllParentVariables="false"',
        mappings({ inputs: { z: '=x' } }),
      ),
      { z: 1 },
    ],
  ])('should give %s', async (_, xml, expected) => {
    // given
    const story = await givenAllXml([xml, called]);
    // when
    story.start({ x: 1, y: 2 });
    // then
    expect(story.storyOf('called').variables).toEqual(expected);
  });

  it.each([
    ['nothing, by default', caller(''), { x: 1 }],
    [
      'everything',
      caller('propagateAllChildVariables="true"'),
      { x: 2, result: 'ok' },
    ],
    ['nothing', caller('propagateAllChildVariables="false"'), { x: 1 }],
    [
      'what is mapped',
      caller('', mappings({ outputs: { outcome: '=result' } })),
      { x: 1, outcome: 'ok' },
    ],
    [
      'what is mapped only, if anything is',
      caller(
        'propagateAllChildVariables="true"',
        mappings({ outputs: { outcome: '=result' } }),
      ),
      { x: 1, outcome: 'ok' },
    ],
  ])('should take back %s', async (_, xml, expected) => {
    // given
    const story = await givenAllXml([xml, called]);
    story.start({ x: 1 });
    // when
    story.storyOf('called').completeJob('work', { x: 2, result: 'ok' });
    // then
    expect(story.variables).toEqual(expected);
    expect(story.state).toBe('completed');
  });

  it('should not change the variables of the caller while the called process runs', async () => {
    // given
    const story = await givenAllXml([
      caller('propagateAllChildVariables="true"'),
      processXml(inARow(serviceTask('work'), serviceTask('more'))).replace(
        'id="story"',
        'id="called"',
      ),
    ]);
    story.start({ x: 1 });
    // when
    story.storyOf('called').completeJob('work', { x: 2 });
    // then
    expect(story.variables).toEqual({ x: 1 });
  });

  it('should tell each called process its place in a multi-instance activity', async () => {
    // given
    const story = await givenAllXml([
      processXml(
        inARow(
          element(
            ['callActivity', 'call'],
            ['<zeebe:calledElement processId="called" />'],
            `<multiInstanceLoopCharacteristics>${extended(
              '<zeebe:loopCharacteristics inputCollection="=items" inputElement="item" />',
            )}</multiInstanceLoopCharacteristics>`,
          ),
        ),
      ),
      called,
    ]);
    // when
    story.start({ items: ['a', 'b'] });
    // then
    expect(story.storyOf('called').variables).toMatchObject({
      item: 'b',
      loopCounter: 2,
    });
  });

  it('should raise an incident if what comes back cannot be mapped, and go on when it is resolved', async () => {
    // given
    const story = await givenAllXml([
      caller('', mappings({ outputs: { outcome: '=result + extra' } })),
      called,
    ]);
    story.start();
    // when
    story.storyOf('called').completeJob('work', { result: 1 });
    // then
    expect(story.incidents).toMatchObject([{ elementId: 'call' }]);
    expect(story.waits).toEqual([]);
    // when
    story.resolve({ extra: 2 });
    // then
    expect(story.variables).toEqual({ extra: 2, outcome: 3 });
    expect(story.state).toBe('completed');
  });
});
