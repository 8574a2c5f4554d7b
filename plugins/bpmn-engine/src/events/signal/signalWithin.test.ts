import { story } from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { flow, path } from '../../testing/picture';
import { given } from '../../testing/scenario';

const ALARM = '<signal id="alarm" name="alarm" />';
const ON_ALARM = '<signalEventDefinition signalRef="alarm" />';

describe('signal between waits', () => {
  describe('within one instance', () => {
    it('should be heard by everything that waits for it', async () => {
      // given
      const about = await given(__dirname, 'within.bpmn');
      // when
      about.start();
      // then
      expect(about.completed).toEqual([
        'start',
        'split',
        'prepare',
        'shout',
        'loud',
        'hears',
        'noticed',
        'heard',
        'within',
      ]);
      expect(about.terminated).toEqual(['watch']);
      expect(left(about)).toEqual([]);
    });

    it.each([
      ['before', ['shout', 'prepare']],
      ['behind', ['prepare', 'shout']],
    ])(
      'should be heard though its throwing path comes %s the one that waits',
      async (_, [first, second]) => {
        // given
        const about = await story(
          `
          <startEvent id="start" />
          <parallelGateway id="split" />
          <task id="prepare" /><task id="look" />
          <intermediateCatchEvent id="hear">${ON_ALARM}</intermediateCatchEvent>
          <intermediateThrowEvent id="shout">${ON_ALARM}</intermediateThrowEvent>
          ${flow('start', 'split')}${flow('split', first)}${flow(
            'split',
            second,
          )}
          ${path('prepare', 'look', 'hear')}`,
          ALARM,
        );
        // when
        about.start();
        // then
        expect(about.completed.slice(-3)).toEqual(['shout', 'hear', 'story']);
        expect(about.state).toBe('completed');
      },
    );

    it('should be heard by what begins together with it', async () => {
      // given
      const about = await story(
        `
        <intermediateThrowEvent id="shout">${ON_ALARM}</intermediateThrowEvent>
        <intermediateCatchEvent id="hear">${ON_ALARM}</intermediateCatchEvent>`,
        ALARM,
      );
      // when
      about.start();
      // then
      expect(about.state).toBe('completed');
    });

    it('should not be heard by what waits only after it was thrown', async () => {
      // given
      const about = await story(
        `
        <startEvent id="start" />
        <intermediateThrowEvent id="shout">${ON_ALARM}</intermediateThrowEvent>
        <intermediateCatchEvent id="hear">${ON_ALARM}</intermediateCatchEvent>
        ${path('start', 'shout', 'hear')}`,
        ALARM,
      );
      // when
      about.start();
      // then
      expect(about.waiting).toEqual(['hear']);
    });

    it('should be heard once by the instance that throws it', async () => {
      // given
      const about = await story(
        `
        <startEvent id="start" />
        <intermediateThrowEvent id="shout">${ON_ALARM}</intermediateThrowEvent>
        <userTask id="rest" name="Rest" />
        ${path('start', 'shout', 'rest')}
        <subProcess id="handler" triggeredByEvent="true">
          <startEvent id="on" isInterrupting="false">${ON_ALARM}</startEvent>
          <task id="caught" />
          ${flow('on', 'caught')}
        </subProcess>`,
        ALARM,
      );
      // when
      about.start();
      // then
      expect(about.completed).toEqual([
        'start',
        'shout',
        'on',
        'caught',
        'handler',
      ]);
    });

    it('should end the thrower if what hears it interrupts it', async () => {
      // given
      const about = await story(
        `
        <startEvent id="start" />
        <subProcess id="inner">
          <startEvent id="begin" />
          <endEvent id="shout">${ON_ALARM}</endEvent>
          ${flow('begin', 'shout')}
        </subProcess>
        <boundaryEvent id="on" attachedToRef="inner">${ON_ALARM}</boundaryEvent>
        <task id="usual" /><task id="caught" />
        ${path('start', 'inner', 'usual')}${flow('on', 'caught')}`,
        ALARM,
      );
      // when
      about.start();
      // then
      expect(about.terminated).toEqual(['shout', 'inner']);
      expect(about.completed).toEqual([
        'start',
        'begin',
        'on',
        'caught',
        'story',
      ]);
      expect(left(about)).toEqual([]);
    });

    it('should not reach what was interrupted by the same signal', async () => {
      // given
      const about = await story(
        `
        <startEvent id="start" />
        <intermediateCatchEvent id="hear">${ON_ALARM}</intermediateCatchEvent>
        <task id="usual" />
        ${path('start', 'hear', 'usual')}
        <subProcess id="handler" triggeredByEvent="true">
          <startEvent id="on">${ON_ALARM}</startEvent>
        </subProcess>`,
        ALARM,
      );
      // when
      about.start().broadcast('alarm');
      // then
      expect(about.terminated).toEqual(['hear']);
      expect(about.completed).toEqual(['start', 'on', 'handler', 'story']);
    });
  });

  it('should be heard by other instances, and begin others, when an instance throws it', async () => {
    // given
    const about = await story(
      `
      <startEvent id="shouting" /><startEvent id="hearing" /><startEvent id="begun">${ON_ALARM}</startEvent>
      <endEvent id="shout"><extensionElements><zeebe:ioMapping><zeebe:input source="=7" target="floor" /></zeebe:ioMapping></extensionElements>${ON_ALARM}</endEvent>
      <intermediateCatchEvent id="hear">${ON_ALARM}</intermediateCatchEvent>
      ${flow('shouting', 'shout')}${flow('hearing', 'hear')}`,
      ALARM,
    );
    about.start({}, 'hearing');
    // when
    about.host.start('story', {}, 'shouting');
    // then
    expect(about.completed).toEqual(['hearing', 'hear', 'story']);
    expect(about.variables).toEqual({ floor: 7 });
    expect(
      Array.from(about.host.instances.values()).map(
        ({ rows }) => rows.instanceRow?.state,
      ),
    ).toEqual(['completed', 'completed', 'completed']);
  });
});
