import type { Command } from '../command';
import { flow, path, processXml } from '../testing/picture';
import { rejectionOf } from '../testing/rejectionOf';
import { givenXml, type Scenario } from '../testing/scenario';

const job = (id: string) =>
  `<serviceTask id="${id}"><extensionElements><zeebe:taskDefinition type="work"/></extensionElements></serviceTask>`;

const twoJobs = processXml(
  `<startEvent id="start"/>${job('a')}${job('b')}<endEvent id="end"/>${path(
    'start',
    'a',
    'b',
    'end',
  )}<boundaryEvent id="caught" attachedToRef="a"><errorEventDefinition errorRef="fire"/></boundaryEvent><userTask id="help"/>${flow(
    'caught',
    'help',
  )}<subProcess id="whenLate" triggeredByEvent="true"><startEvent id="isLate" isInterrupting="false"><escalationEventDefinition escalationRef="late"/></startEvent><userTask id="hurry"/>${flow(
    'isLate',
    'hurry',
  )}</subProcess><subProcess id="onAlarm" triggeredByEvent="true"><startEvent id="isAlarm"><signalEventDefinition signalRef="alarm"/></startEvent><userTask id="flee"/>${flow(
    'isAlarm',
    'flee',
  )}</subProcess>`,
  '<error id="fire" errorCode="fire"/><escalation id="late" escalationCode="late"/><signal id="alarm" name="alarm"/>',
);

const suspend: Command = { type: 'suspendInstance' };
const resume: Command = { type: 'resumeInstance' };

async function suspended(): Promise<{ story: Scenario; waitKey: number }> {
  const story = (await givenXml(twoJobs)).start();
  const { key: waitKey } = story.wait('a');
  return { story: story.send(suspend), waitKey };
}

describe('suspending an instance', () => {
  it('should leave everything as it is', async () => {
    // given
    const story = (await givenXml(twoJobs)).start();
    const { waiting } = story;
    // when
    story.send(suspend);
    // then
    expect(story.state).toBe('suspended');
    expect(story.waiting).toEqual(waiting);
    expect(story.history.at(-1)).toEqual({ type: 'instanceSuspended' });
  });

  it('should be refused if it is suspended', async () => {
    // given
    const { story } = await suspended();
    // when
    const rejection = rejectionOf(() => story.send(suspend));
    // then
    expect(rejection).toEqual({
      code: 'invalidState',
      message:
        'Expected instance story-1 to be active, but it is suspended already',
      parameters: { instanceId: 'story-1' },
    });
  });

  it.each<[string, (waitKey: number) => Command, readonly string[]]>([
    [
      'fulfilWait',
      waitKey => ({ type: 'fulfilWait', waitKey }),
      ['b', 'isAlarm'],
    ],
    [
      'failJob',
      waitKey => ({ type: 'failJob', waitKey, message: 'no' }),
      ['a', 'isAlarm'],
    ],
    [
      'throwError',
      waitKey => ({ type: 'throwError', waitKey, code: 'fire' }),
      ['help', 'isAlarm'],
    ],
    [
      'throwEscalation',
      waitKey => ({ type: 'throwEscalation', waitKey, code: 'late' }),
      ['a', 'hurry', 'isAlarm'],
    ],
    [
      'broadcastSignal',
      () => ({ type: 'broadcastSignal', name: 'alarm' }),
      ['flee'],
    ],
  ])('should hold %s until it is resumed', async (_, commandFor, expected) => {
    // given
    const { story, waitKey } = await suspended();
    const command = commandFor(waitKey);
    const { waiting } = story;
    const before = story.history.length;
    // when
    story.send(command);
    // then
    expect(story.history.slice(before)).toEqual([
      { type: 'commandHeld', command },
    ]);
    expect(story.waiting).toEqual(waiting);
    expect(story.instance.rows.heldCommands()).toEqual([command]);
    // when
    story.send(resume);
    // then
    expect(story.state).toBe('active');
    expect(story.waiting).toEqual(expected);
    expect(story.instance.rows.heldCommands()).toEqual([]);
  });

  it.each<Command>([
    { type: 'resolveIncident', incidentKey: 1 },
    { type: 'moveInstance', terminate: [], activate: [] },
    { type: 'activateElements', scopeKey: 1, elementIds: [] },
  ])('should refuse $type', async command => {
    // given
    const { story } = await suspended();
    // when
    const rejection = rejectionOf(() => story.send(command));
    // then
    expect(rejection).toEqual({
      code: 'invalidState',
      message: `Expected the instance to be active for ${command.type}, but it is suspended. Resume it first`,
      parameters: { command: command.type },
    });
  });

  it('should let an operator set variables and change a user task', async () => {
    // given
    const story = (
      await givenXml(
        processXml(
          `<startEvent id="start"/><userTask id="review"/>${flow(
            'start',
            'review',
          )}`,
        ),
      )
    ).start();
    story.send(suspend);
    // when
    story.send({ type: 'setVariables', variables: { amount: 3 } });
    story.send({
      type: 'updateUserTask',
      waitKey: story.wait('review').key,
      update: { assignee: 'ada' },
    });
    // then
    expect(story.variables).toEqual({ amount: 3 });
    expect(story.wait('review')).toMatchObject({ assignee: 'ada' });
    expect(story.state).toBe('suspended');
  });

  it('should let an operator cancel it, and drop what was held', async () => {
    // given
    const { story, waitKey } = await suspended();
    story.send({ type: 'fulfilWait', waitKey });
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(story.state).toBe('terminated');
    expect(story.instance.rows.heldCommands()).toEqual([]);
    expect(story.instance.rows.elements.size).toBe(0);
    expect(story.completed).toEqual(['start']);
  });
});

describe('resuming an instance', () => {
  it('should be refused if it is not suspended', async () => {
    // given
    const story = (await givenXml(twoJobs)).start();
    // when
    const rejection = rejectionOf(() => story.send(resume));
    // then
    expect(rejection).toEqual({
      code: 'invalidState',
      message: 'Expected instance story-1 to be suspended, but it is active',
      parameters: { instanceId: 'story-1' },
    });
  });

  it('should do what was held in order', async () => {
    // given
    const story = (
      await givenXml(
        processXml(
          `<startEvent id="start"/>${job('a')}${job('b')}${path(
            'start',
            'a',
          )}${path('start', 'b')}`,
        ),
      )
    ).start();
    story.send(suspend);
    story.completeJob('b', { order: 'b' });
    story.completeJob('a', { order: 'a' });
    // when
    story.send(resume);
    // then
    expect(story.completed).toEqual(['start', 'b', 'a', 'story']);
    expect(story.variables).toEqual({ order: 'a' });
  });

  it('should drop what no longer fits, and say why', async () => {
    // given
    const { story, waitKey } = await suspended();
    const first: Command = { type: 'fulfilWait', waitKey };
    const second: Command = { type: 'failJob', waitKey, message: 'no' };
    story.send(first).send(second);
    // when
    story.send(resume);
    // then
    expect(story.waiting).toEqual(['b', 'isAlarm']);
    expect(story.history).toContainEqual({
      type: 'commandDropped',
      command: second,
      reason: `Expected wait ${waitKey} to be open, but it is not: it was fulfilled or withdrawn`,
    });
  });

  it('should drop what comes after the end', async () => {
    // given
    const { story, waitKey } = await suspended();
    story.send(resume).send({ type: 'fulfilWait', waitKey }).send(suspend);
    const { key } = story.wait('b');
    const last: Command = { type: 'broadcastSignal', name: 'alarm' };
    story.send({ type: 'fulfilWait', waitKey: key }).send(last);
    // when
    story.send(resume);
    // then
    expect(story.state).toBe('completed');
    expect(story.history.at(-1)).toEqual({
      type: 'commandDropped',
      command: last,
      reason: 'The instance has ended',
    });
  });

  const conditional = (interrupting: boolean) =>
    processXml(
      `<startEvent id="start"/><userTask id="review"/><boundaryEvent id="notice" attachedToRef="review" cancelActivity="${interrupting}"><conditionalEventDefinition><condition xsi:type="bpmn:tFormalExpression">=amount &gt; 3</condition></conditionalEventDefinition></boundaryEvent><userTask id="look"/>${flow(
        'start',
        'review',
      )}${flow('notice', 'look')}`,
    );

  it('should let conditions come true for what was set in the meantime', async () => {
    // given
    const story = (await givenXml(conditional(true))).start({ amount: 1 });
    story.send(suspend);
    story.send({ type: 'setVariables', variables: { amount: 4 } });
    expect(story.waiting).toEqual(['notice', 'review']);
    // when
    story.send(resume);
    // then
    expect(story.waiting).toEqual(['look']);
  });

  it('should not let a condition come true again if nothing was set', async () => {
    // given
    const story = (await givenXml(conditional(false))).start({ amount: 4 });
    expect(story.waiting).toEqual(['look', 'notice', 'review']);
    // when
    story.send(suspend).send(resume);
    // then
    expect(story.waiting).toEqual(['look', 'notice', 'review']);
  });

  it('should let timers follow what was set in the meantime', async () => {
    // given
    const story = (
      await givenXml(
        processXml(
          `<startEvent id="start"/><intermediateCatchEvent id="pause"><timerEventDefinition><extensionElements><pipeline:timer reevaluate="true"/></extensionElements><timeDuration xsi:type="bpmn:tFormalExpression">=patience</timeDuration></timerEventDefinition></intermediateCatchEvent>${flow(
            'start',
            'pause',
          )}`,
        ),
      )
    ).start({ patience: 'PT1H' });
    expect(story.wait('pause')).toMatchObject({ dueAt: 3_600_000 });
    story.send(suspend);
    story.send({ type: 'setVariables', variables: { patience: 'PT2H' } });
    // when
    story.send(resume);
    // then
    expect(story.wait('pause')).toMatchObject({ dueAt: 7_200_000 });
  });

  it('should be possible again and again', async () => {
    // given
    const { story, waitKey } = await suspended();
    // when
    story
      .send(resume)
      .send(suspend)
      .send({ type: 'fulfilWait', waitKey })
      .send(resume);
    // then
    expect(story.state).toBe('active');
    expect(story.waiting).toEqual(['b', 'isAlarm']);
  });
});
