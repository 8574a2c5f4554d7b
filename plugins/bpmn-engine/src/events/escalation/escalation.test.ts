import {
  AFTER_CATCHING,
  CATCHING,
  THROWING,
  AFTER_THROWING,
  story,
  type CatchPosition,
  type ThrowPosition,
} from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { flow, path } from '../../testing/picture';
import { given, type Scenario } from '../../testing/scenario';

const ESCALATIONS = `
  <escalation id="late" name="Late" escalationCode="LATE" />
  <escalation id="dear" name="Dear" escalationCode="DEAR" />`;
const LATE = '<escalationEventDefinition escalationRef="late" />';
const DEAR = '<escalationEventDefinition escalationRef="dear" />';
const ANY = '<escalationEventDefinition />';

const catchPositions: readonly CatchPosition[] = [
  'interrupting boundary event',
  'non-interrupting boundary event',
  'interrupting event sub-process',
  'non-interrupting event sub-process',
];
const throwPositions = Object.keys(THROWING) as ThrowPosition[];

describe('escalation event', () => {
  describe.each(catchPositions)('caught by an %s', position => {
    it.each([
      ['its code', LATE],
      ['any escalation', ANY],
    ])('should go on when a job reports %s', async (_, definition) => {
      // given
      const about = await story(CATCHING[position](definition), ESCALATIONS);
      about.start();
      expect(about.waiting).toEqual(['work']);
      // when
      escalate(about, 'LATE', { days: 3 });
      // then
      expect(about).toMatchObject(AFTER_CATCHING[position]);
      expect(about.variables).toEqual({ days: 3 });
      expect(about.history).toContainEqual({
        type: 'escalationThrown',
        elementId: 'work',
        code: 'LATE',
        caughtBy: 'on',
        variables: { days: 3 },
      });
    });

    it('should not catch another code', async () => {
      // given
      const about = await story(CATCHING[position](DEAR), ESCALATIONS);
      about.start();
      // when
      escalate(about, 'LATE');
      // then
      expect(about.completed).toEqual(['start']);
      expect(about.waiting).toEqual(['work']);
      expect(about.incidents).toEqual([]);
      expect(about.history).toContainEqual({
        type: 'escalationThrown',
        elementId: 'work',
        code: 'LATE',
        variables: {},
      });
    });
  });

  it.each<CatchPosition>([
    'non-interrupting boundary event',
    'non-interrupting event sub-process',
  ])(
    'should be caught again and again by a %s, while the work goes on',
    async position => {
      // given
      const about = await story(CATCHING[position](LATE), ESCALATIONS);
      about.start();
      // when
      escalate(about, 'LATE');
      escalate(about, 'LATE');
      about.completeJob('work');
      // then
      expect(about.completed.filter(id => id === 'caught')).toHaveLength(2);
      expect(about.state).toBe('completed');
      expect(left(about)).toEqual([]);
    },
  );

  it.each([
    [
      'escalationCode',
      '<escalation id="e" name="n" escalationCode="c" />',
      'c',
    ],
    ['name', '<escalation id="e" name="n" />', 'n'],
    ['id', '<escalation id="e" />', 'e'],
  ])('should be known by its %s', async (_, around, code) => {
    // given
    const about = await story(
      CATCHING['interrupting boundary event'](
        '<escalationEventDefinition escalationRef="e" />',
      ),
      around,
    );
    about.start();
    // when
    escalate(about, code);
    // then
    expect(about.completed).toContain('caught');
  });

  describe.each(throwPositions)('thrown by an %s', position => {
    it('should be noted and go on if nobody catches it', async () => {
      // given
      const about = await story(THROWING[position](LATE), ESCALATIONS);
      // when
      about.start();
      // then
      expect(about.completed).toEqual(AFTER_THROWING[position]);
      expect(about.incidents).toEqual([]);
      expect(
        about.history.filter(({ type }) => type === 'escalationThrown'),
      ).toEqual([
        {
          type: 'escalationThrown',
          elementId: 'on',
          code: 'LATE',
          variables: {},
        },
      ]);
      expect(left(about)).toEqual([]);
    });

    it('should end its sub-process and go on outside if it is caught interrupting', async () => {
      // given
      const about = await story(
        inSubProcess(THROWING[position](payload(LATE)), LATE),
        ESCALATIONS,
      );
      // when
      about.start({ days: 3 });
      // then
      expect(about.terminated).toEqual(['on', 'inner']);
      expect(about.completed).toEqual([
        'begin',
        'start',
        'outside',
        'caught',
        'story',
      ]);
      expect(about.variables).toEqual({ days: 3, overdue: 6 });
      expect(left(about)).toEqual([]);
    });

    it('should go on beside its handler if that does not interrupt', async () => {
      // given
      const about = await story(
        inSubProcess(
          THROWING[position](payload(LATE)),
          ANY,
          'cancelActivity="false"',
        ),
        ESCALATIONS,
      );
      // when
      about.start({ days: 3 });
      // then
      expect(about.terminated).toEqual([]);
      expect(about.completed).toEqual(
        expect.arrayContaining(['on', 'inner', 'outside', 'caught', 'behind0']),
      );
      expect(about.variables).toEqual({ days: 3, overdue: 6 });
      expect(about.state).toBe('completed');
      expect(left(about)).toEqual([]);
    });

    it('should have no code if it names no escalation', async () => {
      // given
      const about = await story(THROWING[position](ANY));
      // when
      about.start();
      // then
      expect(about.history).toContainEqual(
        expect.objectContaining({ type: 'escalationThrown', code: '' }),
      );
    });
  });

  it('should be caught by the nearest', async () => {
    // given
    const about = await given(__dirname, 'steps.bpmn');
    // when
    about.start();
    // then
    expect(about.completed).toEqual([
      'start',
      'begin',
      'tellTeam',
      'told',
      'known',
      'team',
    ]);
    // when
    about.completeTask('hurry');
    // then
    expect(about.completed.slice(-4)).toEqual([
      'hurry',
      'boss',
      'decided',
      'steps',
    ]);
    expect(about.terminated).toEqual(['tellBoss', 'inner']);
    expect(
      about.history.flatMap(change =>
        change.type === 'escalationThrown' ? [change.caughtBy] : [],
      ),
    ).toEqual(['told', 'boss']);
    expect(left(about)).toEqual([]);
  });

  it('should be thrown by every instance of a multi-instance activity', async () => {
    // given
    const about = await story(
      `
      <startEvent id="start" />
      <subProcess id="inner">
        <multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>
        <startEvent id="begin" />
        <endEvent id="tell">${LATE}</endEvent>
        ${flow('begin', 'tell')}
      </subProcess>
      <boundaryEvent id="on" attachedToRef="inner" cancelActivity="false">${LATE}</boundaryEvent>
      <task id="caught" />
      ${flow('start', 'inner')}${flow('on', 'caught')}`,
      ESCALATIONS,
    );
    // when
    about.start();
    // then
    expect(about.completed.filter(id => id === 'caught')).toHaveLength(3);
    expect(about.state).toBe('completed');
  });

  it('should not be caught by the event sub-process that throws it', async () => {
    // given
    const about = await story(
      `
      <startEvent id="start" />
      <intermediateThrowEvent id="tell">${LATE}</intermediateThrowEvent>
      ${path('start', 'tell')}
      <subProcess id="handler" triggeredByEvent="true">
        <startEvent id="on" isInterrupting="false">${LATE}</startEvent>
        <endEvent id="again">${LATE}</endEvent>
        ${flow('on', 'again')}
      </subProcess>`,
      ESCALATIONS,
    );
    // when
    about.start();
    // then
    expect(about.completed).toEqual([
      'start',
      'tell',
      'on',
      'again',
      'handler',
      'story',
    ]);
    expect(
      about.history.flatMap(change =>
        change.type === 'escalationThrown' ? [change.caughtBy] : [],
      ),
    ).toEqual(['on', undefined]);
  });

  it('should withdraw the job that reports it if it is caught interrupting', async () => {
    // given
    const about = await story(
      CATCHING['interrupting boundary event'](LATE),
      ESCALATIONS,
    );
    about.start();
    const { key: waitKey } = about.wait('work');
    // when
    escalate(about, 'LATE');
    // then
    expect(about.history).toContainEqual(
      expect.objectContaining({
        type: 'waitClosed',
        waitKey,
        reason: 'withdrawn',
      }),
    );
    expect(left(about)).toEqual([]);
  });
});

function escalate(
  about: Scenario,
  code: string,
  variables?: Record<string, number>,
): void {
  const { key: waitKey } = about.wait('work');
  about.send({ type: 'throwEscalation', waitKey, code, variables });
}

function payload(definition: string): string {
  return `<extensionElements><zeebe:ioMapping><zeebe:input source="=days * 2" target="overdue" /></zeebe:ioMapping></extensionElements>${definition}`;
}

/** Runs in a sub-process that is followed by `behind0`; what gets out of it is caught by `outside`. */
function inSubProcess(
  content: string,
  caught: string,
  attributes = '',
): string {
  return `
    <startEvent id="begin" />
    <subProcess id="inner">${content}</subProcess>
    <task id="behind0" />
    <boundaryEvent id="outside" attachedToRef="inner" ${attributes}>${caught}</boundaryEvent>
    <task id="caught" />
    ${path('begin', 'inner', 'behind0')}${flow('outside', 'caught')}`;
}
