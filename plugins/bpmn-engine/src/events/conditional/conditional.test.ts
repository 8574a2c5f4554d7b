import { holdsAtStart } from '../../starts';
import { parse } from '../../parse';
import {
  AFTER_CATCHING,
  CATCHING,
  story,
  type CatchPosition,
} from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { flow, processXml } from '../../testing/picture';

const catchPositions = Object.keys(CATCHING) as CatchPosition[];

const when = (condition: string, filter = '') => `
  <conditionalEventDefinition>
    ${
      filter &&
      `<extensionElements><zeebe:conditionalFilter ${filter} /></extensionElements>`
    }
    <condition>${condition.replace(/>/g, '&gt;')}</condition>
  </conditionalEventDefinition>`;
const LARGE = when('=amount > 10');

describe('conditional event', () => {
  describe.each(catchPositions)('caught by an %s', position => {
    it('should go on at once if its condition is true on entry', async () => {
      // given
      const about = await story(CATCHING[position](LARGE));
      // when
      about.start({ amount: 11 });
      // then
      expect(about.completed).toContain('caught');
      expect(about.state).toBe(AFTER_CATCHING[position].state);
    });

    it('should wait until its condition becomes true', async () => {
      // given
      const about = await story(CATCHING[position](LARGE));
      about.start({ amount: 1 });
      expect(about.wait('on')).toEqual({
        kind: 'condition',
        key: expect.any(Number),
        elementInstanceKey: expect.any(Number),
        elementId: 'on',
        event: 0,
      });
      // when
      about.send({
        type: 'setVariables',
        variables: { amount: 10, other: 99 },
      });
      // then
      expect(about.completed).toEqual(['start']);
      // when
      about.send({ type: 'setVariables', variables: { amount: 11 } });
      // then
      expect(about).toMatchObject(AFTER_CATCHING[position]);
    });

    it('should leave nothing open when the instance is cancelled while it waits', async () => {
      // given
      const about = await story(CATCHING[position](LARGE));
      // when
      about.start({ amount: 1 }).send({ type: 'cancelInstance' });
      // then
      expect(left(about)).toEqual([]);
    });

    it('should be an incident if its condition cannot be evaluated, until it can', async () => {
      // given
      const about = await story(CATCHING[position](LARGE));
      // when
      about.start();
      // then
      expect(about.incidents).toMatchObject([
        {
          kind: 'expressionFailed',
          message: expect.stringContaining('amount'),
        },
      ]);
      // when
      about.resolve({ amount: 5 });
      // then
      expect(about.incidents).toEqual([]);
      expect(about.completed).toEqual(['start']);
      expect(about.waiting).toContain('on');
      // when
      about.send({ type: 'setVariables', variables: { amount: 11 } });
      // then
      expect(about).toMatchObject(AFTER_CATCHING[position]);
    });

    it('should be an incident if its condition is neither true nor false', async () => {
      // given
      const about = await story(CATCHING[position](when('=amount')));
      // when
      about.start({ amount: 'much' });
      // then
      expect(about.incidents).toMatchObject([
        {
          kind: 'expressionFailed',
          message: expect.stringMatching(
            /^Expected condition of [a-z ]+ event \(on\) to be true or false, but it is a string \(=amount\)$/,
          ),
        },
      ]);
    });

    it('should not be fulfilled from outside', async () => {
      // given
      const about = await story(CATCHING[position](LARGE));
      about.start({ amount: 1 });
      // when
      const fulfilling = () => about.fulfil('on');
      // then
      expect(fulfilling).toThrow(
        expect.objectContaining({ name: 'Rejection', code: 'invalidArgument' }),
      );
      expect(about.completed).toEqual(['start']);
    });
  });

  it.each<CatchPosition>([
    'non-interrupting boundary event',
    'non-interrupting event sub-process',
  ])(
    'should be caught at each change while it is true by a %s',
    async position => {
      // given
      const about = await story(CATCHING[position](LARGE));
      about.start({ amount: 1 });
      // when
      for (const amount of [11, 12, 2, 13]) {
        about.send({ type: 'setVariables', variables: { amount } });
      }
      about.send({ type: 'setVariables', variables: { other: 1 } });
      // then
      expect(about.completed.filter(id => id === 'caught')).toHaveLength(3);
      // when
      about.completeJob('work', { amount: 3 });
      // then
      expect(about.state).toBe('completed');
      expect(left(about)).toEqual([]);
    },
  );

  it('should begin an interrupting event sub-process before the first element of its scope', async () => {
    // given
    const about = await story(
      CATCHING['interrupting event sub-process'](LARGE),
    );
    // when
    about.start({ amount: 11 });
    // then
    expect(about.completed).toEqual([
      'on',
      'caught',
      'stop',
      'handler',
      'story',
    ]);
    expect(about.terminated).toEqual(['start']);
    expect(left(about)).toEqual([]);
  });

  it('should withdraw the job of an activity that is interrupted on entry', async () => {
    // given
    const about = await story(CATCHING['interrupting boundary event'](LARGE));
    // when
    about.start({ amount: 11 });
    // then
    expect(about).toMatchObject(AFTER_CATCHING['interrupting boundary event']);
    expect(left(about)).toEqual([]);
  });

  it.each([
    ['true', true],
    ['false', false],
  ])('should take %s literally', async (condition, holds) => {
    // given
    const about = await story(
      CATCHING['intermediate catch event'](when(condition)),
    );
    // when
    about.start();
    // then
    expect(about.state === 'completed').toBe(holds);
  });

  it('should be an incident in a language that is not executed', async () => {
    // given
    const about = await story(
      // eslint-disable-next-line no-template-curly-in-string
      CATCHING['intermediate catch event'](when('${amount > 10}')),
    );
    // when
    about.start({ amount: 11 });
    // then
    expect(about.incidents).toMatchObject([
      {
        kind: 'expressionFailed',
        message:
          'Expected condition of intermediate catch event (on) to be FEEL with a leading "=", but found ${amount > 10}. Write it in FEEL and migrate the instance',
      },
    ]);
  });

  describe('that begins a process', () => {
    const content = `
      <startEvent id="large">${LARGE}</startEvent>
      <startEvent id="always">${when('true')}</startEvent>
      <startEvent id="never">${when('false')}</startEvent>
      <task id="begun" />
      ${flow('large', 'begun')}${flow('always', 'begun')}${flow(
      'never',
      'begun',
    )}`;

    it.each([
      ['large', { amount: 11 }, true],
      ['large', { amount: 10 }, false],
      ['always', {}, true],
      ['never', {}, false],
      ['begun', {}, false],
      ['unknown', {}, false],
    ])('should hold at %s for %j: %s', async (startEvent, variables, holds) => {
      // given
      const { definition } = await parse(processXml(content));
      // when
      const found = holdsAtStart(
        definition!,
        { elementId: startEvent, event: 0 },
        { variables, now: 0 },
      );
      // then
      expect(found).toBe(holds);
    });

    it.each(['yes', null, 1])('should not hold for %j', async go => {
      // given
      const { definition } = await parse(
        processXml(`<startEvent id="on">${when('=go')}</startEvent>`),
      );
      // when
      const holds = holdsAtStart(
        definition!,
        { elementId: 'on', event: 0 },
        { variables: { go }, now: 0 },
      );
      // then
      expect(holds).toBe(false);
    });

    it('should begin an instance for each start event that holds', async () => {
      // given
      const about = await story(content);
      // when
      const ids = about.host.startIfTrue('story', { amount: 11 });
      // then
      expect(
        ids.map(id =>
          about.host
            .instance(id)
            .history.flatMap(change =>
              change.type === 'lifecycleMoved' && change.to === 'completed'
                ? [change.elementId]
                : [],
            ),
        ),
      ).toEqual([
        ['large', 'begun', 'story'],
        ['always', 'begun', 'story'],
      ]);
    });
  });
});
