import { parse } from '../../parse';
import { story } from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { flow, path, processXml } from '../../testing/picture';
import { given, type Scenario } from '../../testing/scenario';

const AROUND = `
  <message id="stop" name="stop" /><signal id="alarm" name="alarm" />
  <error id="broken" errorCode="BROKEN" /><escalation id="late" escalationCode="LATE" />`;
const STOP = '<messageEventDefinition messageRef="stop" />';
const ALARM = '<signalEventDefinition signalRef="alarm" />';
const BROKEN = '<errorEventDefinition errorRef="broken" />';
const LATE = '<escalationEventDefinition escalationRef="late" />';
const MINUTES =
  '<timerEventDefinition><timeDuration>=pause</timeDuration></timerEventDefinition>';

const JOB =
  '<serviceTask id="work"><extensionElements><zeebe:taskDefinition type="work" /></extensionElements></serviceTask>';

const on = (activity: string, definition: string, attributes = '') => `
  <startEvent id="start" />
  ${activity}
  <task id="usual" />
  <boundaryEvent id="on" attachedToRef="work" ${attributes}>${definition}</boundaryEvent>
  <task id="caught" />
  ${path('start', 'work', 'usual')}${flow('on', 'caught')}`;

describe('boundary event', () => {
  it.each([
    ['service task', JOB],
    ['user task', '<userTask id="work" name="Work" />'],
    ['receive task', '<receiveTask id="work" messageRef="never" />'],
    [
      'sub-process',
      '<subProcess id="work"><startEvent id="in" /><userTask id="inside" name="Inside" /><sequenceFlow id="f" sourceRef="in" targetRef="inside" /></subProcess>',
    ],
  ])('should interrupt a %s that waits', async (_, activity) => {
    // given
    const about = await story(
      on(activity, STOP),
      `${AROUND}<message id="never" name="never" />`,
    );
    // when
    about.start().publish('stop', { why: 'late' });
    // then
    expect(about.terminated.slice(-1)).toEqual(['work']);
    expect(about.completed.slice(-3)).toEqual(['on', 'caught', 'story']);
    expect(about.variables).toEqual({ why: 'late' });
    expect(left(about)).toEqual([]);
  });

  it('should listen only while its activity is active', async () => {
    // given
    const about = await story(on(JOB, STOP), AROUND);
    about.start();
    expect(about.waiting).toEqual(['on', 'work']);
    // when
    about.completeJob('work');
    // then
    expect(about.completed).toEqual(['start', 'work', 'usual', 'story']);
    expect(about.history).toContainEqual(
      expect.objectContaining({
        type: 'waitClosed',
        kind: 'message',
        reason: 'withdrawn',
      }),
    );
    expect(left(about)).toEqual([]);
  });

  it('should not listen on an activity that completes at once', async () => {
    // given
    const about = await story(on('<task id="work" />', STOP), AROUND);
    about.publish('stop');
    // when
    about.start();
    // then
    expect(about.completed).toEqual(['start', 'work', 'usual', 'story']);
  });

  it('should interrupt everything inside, deepest first, and withdraw what that waits for', async () => {
    // given
    const about = await given(__dirname, 'deep.bpmn');
    about.start({ list: [1, 2] });
    expect(about.waiting).toEqual(['enough', 'remind', 'work', 'work']);
    // when
    about.publish('enough');
    // then
    expect(about.terminated).toEqual([
      'work',
      'work',
      'work',
      'inner',
      'outer',
    ]);
    expect(about.completed.slice(-3)).toEqual(['enough', 'cleared', 'deep']);
    expect(left(about)).toEqual([]);
  });

  it('should catch for all instances of a multi-instance activity at once', async () => {
    // given
    const about = await given(__dirname, 'deep.bpmn');
    about.start({ list: [1, 2, 3] });
    // when
    about.advance(60_000);
    // then
    expect(about.completed.filter(id => id === 'remind')).toHaveLength(1);
    // when
    about.completeTask('work').completeTask('work').completeTask('work');
    // then
    expect(about.completed.slice(-3)).toEqual(['outer', 'end', 'deep']);
    expect(left(about)).toEqual([]);
  });

  it('should let a job that is done too late find nothing', async () => {
    // given
    const about = await story(on(JOB, STOP), AROUND);
    about.start();
    const { key: waitKey } = about.wait('work');
    about.publish('stop');
    // when
    const late = () => about.send({ type: 'fulfilWait', waitKey });
    // then
    expect(late).toThrow(expect.objectContaining({ name: 'Rejection' }));
    expect(about.completed).toEqual(['start', 'on', 'caught', 'story']);
  });

  it('should let the process complete when both ways are done', async () => {
    // given
    const about = await story(
      on(JOB, STOP, 'cancelActivity="false"').replace(
        '<task id="caught" />',
        '<userTask id="caught" name="Caught" />',
      ),
      AROUND,
    );
    about.start().publish('stop');
    // when
    about.completeJob('work');
    // then
    expect(about.state).toBe('active');
    expect(about.waiting).toEqual(['caught']);
    // when
    about.completeTask('caught');
    // then
    expect(about.state).toBe('completed');
    expect(left(about)).toEqual([]);
  });

  it('should give only what its output mapping says', async () => {
    // given
    const about = await story(
      on(
        JOB,
        `<extensionElements><zeebe:ioMapping><zeebe:output source="=reason" target="why" /></zeebe:ioMapping></extensionElements>${STOP}`,
      ),
      AROUND,
    );
    // when
    about.start().publish('stop', { reason: 'late', other: 1 });
    // then
    expect(about.variables).toEqual({ why: 'late' });
  });

  it('should not keep what its activity had for itself', async () => {
    // given
    const about = await story(
      on(
        '<serviceTask id="work"><extensionElements><zeebe:taskDefinition type="work" /><zeebe:ioMapping><zeebe:input source="=1" target="why" /></zeebe:ioMapping></extensionElements></serviceTask>',
        STOP,
      ),
      AROUND,
    );
    // when
    about.start().publish('stop', { why: 'late' });
    // then
    expect(about.variables).toEqual({ why: 'late' });
  });

  it('should be an incident of its activity, which has not begun, if it cannot be waited for', async () => {
    // given
    const about = await story(on(JOB, MINUTES), AROUND);
    // when
    about.start();
    // then
    expect(about.incidents).toMatchObject([
      { elementId: 'work', kind: 'expressionFailed' },
    ]);
    expect(about.waits).toEqual([]);
    // when
    about.resolve({ pause: 'PT5M' });
    // then
    expect(about.waiting).toEqual(['on', 'work']);
    // when
    about.advance(5 * 60_000);
    // then
    expect(about.completed).toEqual(['start', 'on', 'caught', 'story']);
    expect(left(about)).toEqual([]);
  });

  it('should still listen while its activity has an incident', async () => {
    // given
    const about = await story(on(JOB, STOP), AROUND);
    about.start().failJob('work', 'no', 0);
    expect(about.waiting).toEqual(['on']);
    // when
    about.publish('stop');
    // then
    expect(about.incidents).toEqual([]);
    expect(about.completed).toEqual(['start', 'on', 'caught', 'story']);
    expect(left(about)).toEqual([]);
  });

  describe('with several definitions', () => {
    const ways: [string, (about: Scenario) => void][] = [
      ['message', about => about.publish('stop')],
      ['signal', about => about.broadcast('alarm')],
      ['timer', about => about.advance(60_000)],
      ['error', about => about.throwError('work', 'BROKEN')],
      ['escalation', escalate],
    ];

    it.each(ways)('should interrupt by its %s', async (_, tell) => {
      // given
      const about = await story(
        on(JOB, `${STOP}${ALARM}${MINUTES}${BROKEN}${LATE}`),
        AROUND,
      );
      about.start({ pause: 'PT1M' });
      expect(about.waiting).toEqual(['on', 'on', 'on', 'work']);
      // when
      tell(about);
      // then
      expect(about.terminated).toEqual(['work']);
      expect(about.completed).toEqual(['start', 'on', 'caught', 'story']);
      expect(left(about)).toEqual([]);
    });

    it('should be entered for each of them if it does not interrupt', async () => {
      // given
      const about = await story(
        on(JOB, `${STOP}${ALARM}${MINUTES}${LATE}`, 'cancelActivity="false"'),
        AROUND,
      );
      about.start({ pause: 'PT1M' });
      // when
      about.publish('stop').broadcast('alarm').advance(60_000);
      escalate(about);
      about.completeJob('work');
      // then
      expect(about.completed.filter(id => id === 'caught')).toHaveLength(4);
      expect(about.state).toBe('completed');
      expect(left(about)).toEqual([]);
    });

    it('should interrupt when all of them have happened, if all are needed', async () => {
      // given
      const about = await story(
        on(JOB, `${STOP}${ALARM}`, 'parallelMultiple="true"'),
        AROUND,
      );
      about.start();
      // when
      about.broadcast('alarm', { level: 3 }).broadcast('alarm');
      // then
      expect(about.completed).toEqual(['start']);
      expect(about.waiting).toEqual(['on', 'work']);
      // when
      about.publish('stop', { why: 'late' });
      // then
      expect(about.completed).toEqual(['start', 'on', 'caught', 'story']);
      expect(about.variables).toEqual({ level: 3, why: 'late' });
      expect(left(about)).toEqual([]);
    });

    it('should wait for all of them anew, if all are needed and it does not interrupt', async () => {
      // given
      const about = await story(
        on(
          JOB,
          `${STOP}${ALARM}`,
          'parallelMultiple="true" cancelActivity="false"',
        ),
        AROUND,
      );
      about.start();
      // when
      about.publish('stop').broadcast('alarm').publish('stop');
      // then
      expect(about.completed.filter(id => id === 'caught')).toHaveLength(1);
      expect(about.waits.map(({ kind }) => kind)).toEqual(['job', 'signal']);
      // when
      about.broadcast('alarm');
      // then
      expect(about.completed.filter(id => id === 'caught')).toHaveLength(2);
      // when
      about.completeJob('work');
      // then
      expect(about.state).toBe('completed');
      expect(left(about)).toEqual([]);
    });

    it.each([
      ['escalation', LATE, 'cancelActivity="false"'],
      ['error', BROKEN, ''],
    ])(
      'should be refused if an %s, which is thrown from inside, is one of several that all have to come',
      async (type, thrown, attributes) => {
        // when
        const { problems, definitions } = await parse(
          processXml(
            on(
              JOB,
              `${STOP}${thrown}`,
              `parallelMultiple="true" ${attributes}`,
            ),
            AROUND,
          ),
        );
        // then
        expect(problems.filter(({ severity }) => severity === 'error')).toEqual(
          [
            expect.objectContaining({
              rule: 'parallel-multiple',
              elementId: 'on',
              parameters: { definition: type },
            }),
          ],
        );
        expect(definitions).toEqual([]);
      },
    );

    it('should give what all of them carried as its output mapping says', async () => {
      // given
      const about = await story(
        on(
          JOB,
          `<extensionElements><zeebe:ioMapping><zeebe:output source="=level" target="alarmLevel" /></zeebe:ioMapping></extensionElements>${STOP}${ALARM}`,
          'parallelMultiple="true"',
        ),
        AROUND,
      );
      // when
      about
        .start()
        .broadcast('alarm', { level: 3 })
        .publish('stop', { why: 'late' });
      // then
      expect(about.variables).toEqual({ alarmLevel: 3 });
    });

    it('should give what all of them carried though its activity has variables of that name', async () => {
      // given
      const about = await story(
        on(
          '<serviceTask id="work"><extensionElements><zeebe:taskDefinition type="work" /><zeebe:ioMapping><zeebe:input source="=1" target="level" /></zeebe:ioMapping></extensionElements></serviceTask>',
          `${STOP}${ALARM}`,
          'parallelMultiple="true"',
        ),
        AROUND,
      );
      // when
      about
        .start()
        .broadcast('alarm', { level: 3 })
        .publish('stop', { why: 'late' });
      // then
      expect(about.variables).toEqual({ level: 3, why: 'late' });
    });
  });

  it.each([
    ['an error that does not interrupt', BROKEN, 'cancelActivity="false"'],
    ['nothing', '', ''],
    ['a link', '<linkEventDefinition name="a" />', ''],
    ['a termination', '<terminateEventDefinition />', ''],
  ])('should not wait for %s', async (_, definition, attributes) => {
    // when
    const { problems, definitions } = await parse(
      processXml(on(JOB, definition, attributes), AROUND),
    );
    // then
    expect(problems).toContainEqual(
      expect.objectContaining({ severity: 'error', elementId: 'on' }),
    );
    expect(definitions).toEqual([]);
  });
});

function escalate(about: Scenario): void {
  const { key: waitKey } = about.wait('work');
  about.send({ type: 'throwEscalation', waitKey, code: 'LATE' });
}
