import { left } from '../../testing/left';
import {
  boundary,
  conditionDefinition,
  definition,
  ends,
  messages,
  signals,
  starts,
  subProcess,
  tasks,
  timerDefinition,
} from '../../testing/parts';
import { flow, path, processXml } from '../../testing/picture';
import { given, givenXml, type Scenario } from '../../testing/scenario';

const DAY = 24 * 3_600_000;

const catchEvent = (id: string, inner: string, attributes = '') =>
  `<intermediateCatchEvent id="${id}" ${attributes}>${inner}</intermediateCatchEvent>`;

describe('event-based gateway', () => {
  it('should wait for all of its events at once', async () => {
    // given
    const story = await given(__dirname, 'firstWins.bpmn');
    // when
    story.start();
    // then
    expect(story.waits).toMatchObject([
      { kind: 'message', elementId: 'answer', name: 'answer' },
      { kind: 'timer', elementId: 'day', dueAt: DAY },
      { kind: 'signal', elementId: 'stop', name: 'stop' },
      { kind: 'condition', elementId: 'enough' },
    ]);
    expect(story.completed).toEqual(['start']);
    expect(story.taken).toEqual(['start-wait']);
  });

  it.each([
    ['answer', (story: Scenario) => story.publish('answer')],
    ['day', (story: Scenario) => story.advance(DAY)],
    ['stop', (story: Scenario) => story.broadcast('stop')],
    [
      'enough',
      (story: Scenario) =>
        story.send({ type: 'setVariables', variables: { count: 10 } }),
    ],
  ])(
    'should go on by the event that comes first, and withdraw the others: %s',
    async (event, act) => {
      // given
      const story = await given(__dirname, 'firstWins.bpmn');
      story.start();
      // when
      act(story);
      // then
      expect(story.completed).toEqual([
        'start',
        'wait',
        event,
        'end',
        'firstWins',
      ]);
      expect(story.taken).toEqual([
        'start-wait',
        `wait-${event}`,
        `${event}-end`,
      ]);
      const closed = story.history.flatMap(change =>
        change.type === 'waitClosed' ? [change.reason] : [],
      );
      expect(closed.sort()).toEqual([
        'fulfilled',
        'withdrawn',
        'withdrawn',
        'withdrawn',
      ]);
      expect(left(story)).toEqual([]);
    },
  );

  it('should not wait again in the event that has happened', async () => {
    // given
    const story = await given(__dirname, 'firstWins.bpmn');
    story.start();
    // when
    story.publish('answer', { text: 'yes' });
    // then
    expect(
      story.history.filter(({ type }) => type === 'waitOpened'),
    ).toHaveLength(4);
    expect(story.variables).toEqual({ text: 'yes' });
  });

  it('should leave late events alone', async () => {
    // given
    const story = await given(__dirname, 'firstWins.bpmn');
    story.start().broadcast('stop');
    const { length } = story.history;
    // when
    story
      .publish('answer')
      .broadcast('stop')
      .advance(2 * DAY);
    // then
    expect(story.history).toHaveLength(length);
  });

  it('should go on at once if a condition holds already', async () => {
    // given
    const story = await given(__dirname, 'firstWins.bpmn');
    // when
    story.start({ count: 10 });
    // then
    expect(story.completed).toEqual([
      'start',
      'wait',
      'enough',
      'end',
      'firstWins',
    ]);
    expect(left(story)).toEqual([]);
  });

  it('should go one way only if two events happen in the same moment', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<eventBasedGateway id="wait" />${catchEvent(
          'one',
          conditionDefinition('=x > 0'),
        )}${catchEvent('two', conditionDefinition('=x > 1'))}${catchEvent(
          'three',
          definition('signal', 'go'),
        )}${catchEvent('four', definition('signal', 'go'))}${tasks(
          'a',
          'b',
          'c',
          'd',
        )}` +
          `${path('start', 'wait', 'one', 'a')}${path(
            'wait',
            'two',
            'b',
          )}${path('wait', 'three', 'c')}${path('wait', 'four', 'd')}`,
        signals('go'),
      ),
    );
    // when
    story.start({ x: 0 });
    story.send({ type: 'setVariables', variables: { x: 2 } });
    // then
    expect(story.completed).toEqual(['start', 'wait', 'one', 'a', 'story']);
    // when
    story.start({ x: 0 }).broadcast('go');
    // then
    expect(story.completed).toEqual(['start', 'wait', 'three', 'c', 'story']);
    expect(left(story)).toEqual([]);
  });

  it('should wait for a message of a receive task', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<eventBasedGateway id="wait" /><receiveTask id="receive" messageRef="answer-message" />${catchEvent(
          'late',
          timerDefinition('PT1H'),
        )}${ends('end')}` +
          `${path('start', 'wait', 'receive', 'end')}${path(
            'wait',
            'late',
            'end',
          )}`,
        messages('answer'),
      ),
    );
    story.start();
    expect(story.waiting).toEqual(['late', 'receive']);
    // when
    story.publish('answer', { text: 'yes' });
    // then
    expect(story.completed).toEqual([
      'start',
      'wait',
      'receive',
      'end',
      'story',
    ]);
    expect(story.variables).toEqual({ text: 'yes' });
    expect(left(story)).toEqual([]);
  });

  it.each([
    ['any', '', ['answer']],
    ['all', 'parallelMultiple="true"', ['answer', 'confirmation']],
  ])(
    'should wait for %s of the events of a multiple event',
    async (_, attributes, needed) => {
      // given
      const story = await givenXml(
        processXml(
          `${starts('start')}<eventBasedGateway id="wait" />${catchEvent(
            'several',
            definition('message', 'answer') +
              definition('message', 'confirmation'),
            attributes,
          )}${catchEvent('late', timerDefinition('PT1H'))}${ends('end')}` +
            `${path('start', 'wait', 'several', 'end')}${path(
              'wait',
              'late',
              'end',
            )}`,
          messages('answer', 'confirmation'),
        ),
      );
      story.start();
      expect(story.waiting).toEqual(['late', 'several', 'several']);
      // when
      for (const name of needed) {
        expect(story.completed).not.toContain('wait');
        story.publish(name, { [name]: 1 });
      }
      // then
      expect(story.completed).toEqual([
        'start',
        'wait',
        'several',
        'end',
        'story',
      ]);
      expect(story.variables).toEqual(
        Object.fromEntries(needed.map(name => [name, 1])),
      );
      expect(left(story)).toEqual([]);
    },
  );

  it('should go another way though some of the events of a multiple event have happened', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<eventBasedGateway id="wait" />${catchEvent(
          'several',
          definition('message', 'answer') +
            definition('message', 'confirmation'),
          'parallelMultiple="true"',
        )}${catchEvent('late', timerDefinition('PT1H'))}${ends('end')}` +
          `${path('start', 'wait', 'several', 'end')}${path(
            'wait',
            'late',
            'end',
          )}`,
        messages('answer', 'confirmation'),
      ),
    );
    story.start().publish('answer');
    // when
    story.advance(3_600_000);
    // then
    expect(story.completed).toEqual(['start', 'wait', 'late', 'end', 'story']);
    expect(left(story)).toEqual([]);
  });

  it('should raise an incident if one of its events cannot be waited for, and wait for all when it is resolved', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<eventBasedGateway id="wait" />${catchEvent(
          'answer',
          definition('message', 'answer'),
        )}${catchEvent('late', timerDefinition('=period'))}${ends('end')}` +
          `${path('start', 'wait', 'answer', 'end')}${path(
            'wait',
            'late',
            'end',
          )}`,
        messages('answer'),
      ),
    );
    // when
    story.start({ period: 'soon' });
    // then
    expect(story.incidents).toMatchObject([
      { kind: 'expressionFailed', elementId: 'wait' },
    ]);
    expect(story.waits).toEqual([]);
    // when
    story.resolve({ period: 'PT1H' });
    // then
    expect(story.waiting).toEqual(['answer', 'late']);
    // when
    story.advance(3_600_000);
    // then
    expect(left(story)).toEqual([]);
  });

  it('should ignore conditions on its flows', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<eventBasedGateway id="wait" />${catchEvent(
          'answer',
          definition('message', 'answer'),
        )}${catchEvent('late', timerDefinition('PT1H'))}${ends('end')}` +
          `${path('start', 'wait')}${flow('wait', 'answer', '=false')}${flow(
            'wait',
            'late',
            '=false',
          )}${path('answer', 'end')}${path('late', 'end')}`,
        messages('answer'),
      ),
    );
    story.start();
    // when
    story.publish('answer');
    // then
    expect(left(story)).toEqual([]);
  });

  it('should withdraw its events when its scope is interrupted', async () => {
    // given
    const inner =
      `${starts('begin')}<eventBasedGateway id="wait" />${catchEvent(
        'answer',
        definition('message', 'answer'),
      )}${catchEvent('late', timerDefinition('P2D'))}` +
      `${path('begin', 'wait', 'answer')}${path('wait', 'late')}`;
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess('sub', inner)}${tasks('instead')}${path(
          'start',
          'sub',
        )}${boundary(
          { id: 'day', on: 'sub', to: 'instead' },
          timerDefinition('P1D'),
        )}`,
        messages('answer'),
      ),
    );
    story.start();
    // when
    story.advance(DAY);
    // then
    expect(story.terminated).toEqual(['wait', 'sub']);
    expect(story.completed).toContain('instead');
    expect(left(story)).toEqual([]);
  });

  it('should wait anew in every round of a loop', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<exclusiveGateway id="again" /><eventBasedGateway id="wait" />${catchEvent(
          'remind',
          timerDefinition('PT1H'),
        )}${catchEvent('answer', definition('message', 'answer'))}${ends(
          'end',
        )}` +
          `${path('start', 'again', 'wait', 'remind', 'again')}${path(
            'wait',
            'answer',
            'end',
          )}`,
        messages('answer'),
      ),
    );
    story.start();
    // when
    story.advance(2 * 3_600_000).publish('answer');
    // then
    expect(story.completed.filter(id => id === 'remind')).toHaveLength(2);
    expect(left(story)).toEqual([]);
  });
});
