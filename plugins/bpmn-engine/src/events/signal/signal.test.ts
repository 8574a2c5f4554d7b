import { parse } from '../../parse';
import {
  AFTER_CATCHING,
  AFTER_THROWING,
  CATCHING,
  THROWING,
  story,
  type CatchPosition,
  type ThrowPosition,
} from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { flow, processXml } from '../../testing/picture';

const ALARM = '<signal id="alarm" name="alarm" />';
const ON_ALARM = '<signalEventDefinition signalRef="alarm" />';

const catchPositions = Object.keys(CATCHING) as CatchPosition[];
const throwPositions = Object.keys(THROWING) as ThrowPosition[];

describe('signal event', () => {
  describe.each(catchPositions)('caught by an %s', position => {
    it('should wait for its signal and go on when it is broadcast', async () => {
      // given
      const about = await story(CATCHING[position](ON_ALARM), ALARM);
      about.start();
      expect(about.wait('on')).toEqual({
        kind: 'signal',
        name: 'alarm',
        key: expect.any(Number),
        elementInstanceKey: expect.any(Number),
        elementId: 'on',
        event: 0,
      });
      // when
      about.broadcast('allClear');
      // then
      expect(about.completed).toEqual(['start']);
      // when
      about.broadcast('alarm', { level: 3 });
      // then
      expect(about).toMatchObject(AFTER_CATCHING[position]);
      expect(about.variables).toEqual({ level: 3 });
    });

    it('should leave nothing open when the instance is cancelled while it waits', async () => {
      // given
      const about = await story(CATCHING[position](ON_ALARM), ALARM);
      // when
      about.start().send({ type: 'cancelInstance' });
      // then
      expect(left(about)).toEqual([]);
    });

    it('should reach every instance that waits', async () => {
      // given
      const about = await story(CATCHING[position](ON_ALARM), ALARM);
      const others = [about.host.start('story'), about.host.start('story')];
      // when
      about.start().broadcast('alarm');
      // then
      expect(about.completed).toContain('caught');
      for (const id of others) {
        expect(about.host.instance(id).history).toContainEqual(
          expect.objectContaining({ elementId: 'caught', to: 'completed' }),
        );
      }
    });
  });

  it.each<CatchPosition>([
    'non-interrupting boundary event',
    'non-interrupting event sub-process',
  ])('should be caught again and again by a %s', async position => {
    // given
    const about = await story(CATCHING[position](ON_ALARM), ALARM);
    // when
    about.start().broadcast('alarm').broadcast('alarm').completeJob('work');
    // then
    expect(about.completed.filter(id => id === 'caught')).toHaveLength(2);
    expect(about.state).toBe('completed');
    expect(left(about)).toEqual([]);
  });

  it('should begin every process that starts with it', async () => {
    // given
    const about = await story(
      `
      <startEvent id="first">${ON_ALARM}</startEvent>
      <startEvent id="second">${ON_ALARM}</startEvent>
      <startEvent id="third"><signalEventDefinition signalRef="other" /></startEvent>
      <task id="warned" />
      ${flow('first', 'warned')}${flow('second', 'warned')}${flow(
        'third',
        'warned',
      )}`,
      `${ALARM}<signal id="other" name="other" />`,
    );
    // when
    about.broadcast('alarm', { level: 3 });
    // then
    const begun = Array.from(about.host.instances.values());
    expect(begun.map(({ rows }) => rows.instanceRow?.state)).toEqual([
      'completed',
      'completed',
    ]);
    expect(
      begun.flatMap(({ history }) =>
        history.filter(({ type }) => type === 'variablesSet'),
      ),
    ).toMatchObject([{ variables: { level: 3 } }, { variables: { level: 3 } }]);
  });

  it('should not be kept for whoever waits later', async () => {
    // given
    const about = await story(
      CATCHING['intermediate catch event'](ON_ALARM),
      ALARM,
    );
    // when
    about.broadcast('alarm').start();
    // then
    expect(about.waiting).toEqual(['on']);
  });

  describe.each(throwPositions)('thrown by an %s', position => {
    it('should leave the instance with only what it is given', async () => {
      // given
      const about = await story(
        THROWING[position](
          `<extensionElements><zeebe:ioMapping><zeebe:input source="=floor" target="where" /></zeebe:ioMapping></extensionElements>${ON_ALARM}`,
        ),
        ALARM,
      );
      // when
      about.start({ floor: 7 });
      // then
      expect(
        about.history.filter(({ type }) => type === 'signalThrown'),
      ).toEqual([
        {
          type: 'signalThrown',
          elementId: 'on',
          name: 'alarm',
          variables: { where: 7 },
        },
      ]);
      expect(about.completed).toEqual(AFTER_THROWING[position]);
      expect(left(about)).toEqual([]);
    });

    it.each([
      [
        'there is none',
        ['', '<signalEventDefinition />'],
        'there is none. Give it one in the model, and migrate the instance',
      ],
      [
        'its name is null',
        ['<signal id="alarm" name="=kind" />', ON_ALARM],
        'there is none. Set the variables that it reads',
      ],
      [
        'its name is empty',
        ['<signal id="alarm" name="=text" />', ON_ALARM],
        'it is empty. Set the variables that it reads',
      ],
    ])('should be an incident if %s', async (_, [around, event], found) => {
      // given
      const about = await story(THROWING[position](event), around);
      // when
      about.start({ kind: null, text: '' });
      // then
      expect(about.incidents).toMatchObject([
        {
          elementId: 'on',
          kind: 'expressionFailed',
          message: `Expected signal name of ${position} (on) to be a text, but ${found}`,
        },
      ]);
    });

    it('should be thrown once when its name can be evaluated at last', async () => {
      // given
      const about = await story(
        THROWING[position](ON_ALARM),
        '<signal id="alarm" name="=kind" />',
      );
      // when
      about.start().resolve({ kind: 'fire' });
      // then
      expect(
        about.history.filter(({ type }) => type === 'signalThrown'),
      ).toMatchObject([{ name: 'fire' }]);
      expect(about.completed).toEqual(AFTER_THROWING[position]);
    });
  });

  it('should be found by parsing if it names no signal, and be an incident when it is reached', async () => {
    // given
    const content = CATCHING['intermediate catch event'](
      '<signalEventDefinition />',
    );
    const { problems } = await parse(processXml(content));
    expect(problems).toContainEqual(
      expect.objectContaining({
        rule: 'signal-missing',
        severity: 'warning',
        elementId: 'on',
      }),
    );
    const about = await story(content);
    // when
    about.start();
    // then
    expect(about.incidents).toMatchObject([
      { elementId: 'on', kind: 'expressionFailed' },
    ]);
  });

  it('should name its signal by the id if it has no name', async () => {
    // given
    const about = await story(
      CATCHING['intermediate catch event'](ON_ALARM),
      '<signal id="alarm" />',
    );
    // when
    about.start();
    // then
    expect(about.wait('on')).toMatchObject({ name: 'alarm' });
  });

  it('should say who may send it', async () => {
    // given
    const about = await story(
      CATCHING['intermediate catch event'](
        `<extensionElements><pipeline:accepts from="group:a, group:b" /></extensionElements>${ON_ALARM}`,
      ),
      ALARM,
    );
    // when
    about.start();
    // then
    expect(about.wait('on')).toMatchObject({ accepts: ['group:a', 'group:b'] });
  });
});
