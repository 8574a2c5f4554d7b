import { parse } from '../../parse';
import { givenAllXml } from '../../testing/scenario';
import { element, inARow, serviceTask } from '../../testing/extensions';
import { processXml } from '../../testing/picture';

/** A process that calls another, as `calledElement` says. */
const caller = (calledElement: string) =>
  processXml(
    inARow(
      element(
        ['callActivity', 'call'],
        [`<zeebe:calledElement ${calledElement} />`],
      ),
    ),
  );

/** A called process that waits for the job `work`. */
const called = processXml(inARow(serviceTask('work'))).replace(
  'id="story"',
  'id="called"',
);

describe('what a call activity calls', () => {
  it.each([
    ['processId="a"', { processId: 'a', binding: 'latest' }],
    [
      'processId="=&quot;a&quot; + kind"',
      { processId: 'ab', binding: 'latest' },
    ],
    [
      'processId="={ of: { x:&quot;a&quot; } }.of.x"',
      { processId: 'a', binding: 'latest' },
    ],
    ['processId="a" bindingType="deployment"', { binding: 'deployment' }],
    [
      'processId="a" bindingType="versionTag" versionTag="v1"',
      { binding: 'versionTag', versionTag: 'v1' },
    ],
    [
      'processId="a" businessId="=&quot;B-&quot; + kind"',
      { businessKey: 'B-b' },
    ],
  ])(
    'should say which process is called: %s',
    async (calledElement, expected) => {
      // given
      const targets = ['a', 'b', 'ab'].map(id =>
        called.replace('id="called"', `id="${id}"`),
      );
      const story = await givenAllXml([caller(calledElement), ...targets]);
      // when
      story.start({ kind: 'b' });
      // then
      expect(story.wait('call')).toMatchObject(expected);
    },
  );

  it.each(['called', 'other:called'])(
    'should call what plain BPMN names: %s',
    async calledElement => {
      // given
      const story = await givenAllXml([
        processXml(
          inARow(
            element([`callActivity calledElement="${calledElement}"`, 'call']),
          ),
        ),
        called,
      ]);
      // when
      story.start();
      // then
      expect(story.wait('call')).toMatchObject({ processId: 'called' });
      // when
      story.storyOf('called').completeJob('work');
      // then
      expect(story.state).toBe('completed');
    },
  );

  it('should give its business key to the called process', async () => {
    // given
    const story = await givenAllXml([
      caller('processId="called" businessId="=order"'),
      called,
    ]);
    // when
    story.start({ order: 'O-7' });
    // then
    expect(story.storyOf('called').instance.rows.instanceRow).toMatchObject({
      businessKey: 'O-7',
      isCalled: true,
    });
  });

  it.each([
    ['nothing', []],
    [
      'an expression of its own attribute',
      ['<zeebe:calledElement processIdExpression="=kind" />'],
    ],
  ])(
    'should be refused when it is deployed if it names its process by %s',
    async (_, extensions) => {
      // given
      const xml = processXml(
        inARow(element(['callActivity', 'call'], extensions)),
      );
      // when
      const { problems, definition } = await parse(xml);
      // then
      expect(definition).toBeUndefined();
      expect(problems).toContainEqual(
        expect.objectContaining({
          rule: 'called-element-missing',
          severity: 'error',
          elementId: 'call',
        }),
      );
    },
  );

  it('should raise an incident if it turns out to name no process, and call it when that is resolved', async () => {
    // given
    const story = await givenAllXml([caller('processId="=which"'), called]);
    // when
    story.start({ which: null });
    // then
    expect(story.incidents).toMatchObject([
      {
        kind: 'calledElementMissing',
        message:
          'Expected call activity (call) to name a process, but it names none. Set the variables that it reads',
      },
    ]);
    // when
    story.resolve({ which: 'called' });
    story.storyOf('called').completeJob('work');
    // then
    expect(story.state).toBe('completed');
  });
});
