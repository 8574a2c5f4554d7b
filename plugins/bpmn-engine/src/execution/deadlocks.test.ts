import { deadlocked, deadlockedJoin, moveOn } from '../testing/deadlocked';
import { left } from '../testing/left';
import { multiInstance } from '../testing/loop';
import {
  boundary,
  ends,
  starts,
  subProcess,
  tasks,
  timerDefinition,
  userTasks,
} from '../testing/parts';
import { flow, path, processXml } from '../testing/picture';
import { givenXml, type Scenario } from '../testing/scenario';

const deadlock = (elementId: string) => ({ kind: 'deadlock', elementId });

const keyOf = ({ instance }: Scenario, elementId: string) =>
  Array.from(instance.rows.elements.values()).find(
    row => row.elementId === elementId,
  )!.key;

describe('a join that waits for what cannot come', () => {
  it('should raise an incident of its scope that says what to do', async () => {
    // given
    const story = await givenXml(processXml(deadlocked()));
    story.start();
    expect(story.incidents).toEqual([]);
    // when
    story.completeTask('b');
    // then
    expect(story.incidents).toEqual([
      {
        key: expect.any(Number),
        kind: 'deadlock',
        elementId: 'join',
        elementInstanceKey: keyOf(story, 'story'),
        message:
          'Expected another token to reach parallel gateway "Both" (join), but nothing runs that could send one. Move the instance on, and mend the model',
      },
    ]);
    expect(story.state).toBe('active');
    expect(story.waits).toEqual([]);
  });

  it('should be named by its id if it has no name', async () => {
    // given
    const story = await givenXml(
      processXml(deadlocked().replace(' name="Both"', '')),
    );
    story.start();
    // when
    story.completeTask('b');
    // then
    expect(story.incidents).toMatchObject([
      {
        message: expect.stringContaining(
          'to reach parallel gateway (join), but',
        ),
      },
    ]);
  });

  it.each([
    ['a parallel gateway', '<parallelGateway id="join" />'],
    [
      'a complex gateway that wants more',
      '<complexGateway id="join"><activationCondition>=activationCount = 2</activationCondition></complexGateway>',
    ],
    [
      'an activity that wants several tokens',
      '<task id="join" startQuantity="2" />',
    ],
  ])('should be told: %s', async (_, join) => {
    // given
    const story = await givenXml(
      processXml(deadlocked().replace(deadlockedJoin(), join)),
    );
    story.start();
    // when
    story.completeTask('b');
    // then
    expect(story.incidents).toMatchObject([deadlock('join')]);
  });

  it('should be told as soon as the last that runs has ended, not before', async () => {
    // given something else runs beside it
    const story = await givenXml(
      processXml(deadlocked() + userTasks('other') + path('start', 'other')),
    );
    story.start();
    story.completeTask('b');
    expect(story.incidents).toEqual([]);
    // when
    story.completeTask('other');
    // then
    expect(story.incidents).toMatchObject([deadlock('join')]);
  });

  it('should be told when the last that runs is interrupted', async () => {
    // given
    const other = `${userTasks('other')}${path('start', 'other')}${boundary(
      { id: 'late', on: 'other', to: 'over' },
      timerDefinition('PT1H'),
    )}${ends('over')}`;
    const story = await givenXml(processXml(deadlocked() + other));
    story.start().completeTask('b');
    // when
    story.advance(3_600_000);
    // then
    expect(story.incidents).toMatchObject([deadlock('join')]);
  });

  it('should not be told while what runs has an incident itself', async () => {
    // given
    const other = `<exclusiveGateway id="other" />${tasks('next')}${flow(
      'start',
      'other',
    )}${flow('other', 'next', '=go')}`;
    const story = await givenXml(processXml(deadlocked() + other));
    story.start({ go: false });
    // when
    story.completeTask('b');
    // then
    expect(story.incidents).toMatchObject([{ kind: 'noFlowChosen' }]);
    // when
    story.resolve({ go: true });
    // then
    expect(story.incidents).toMatchObject([deadlock('join')]);
  });

  it('should not be told of a join that gets what it waits for', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<parallelGateway id="fork" />${userTasks(
          'a',
          'b',
        )}<parallelGateway id="join" />${path(
          'start',
          'fork',
          'a',
          'join',
        )}${path('fork', 'b', 'join')}`,
      ),
    );
    story.start();
    // when
    story.completeTask('a').completeTask('b');
    // then
    expect(story.state).toBe('completed');
    expect(story.history.map(({ type }) => type)).not.toContain(
      'incidentRaised',
    );
  });

  it('should be told of one after the other, if several wait in vain', async () => {
    // given
    const story = await givenXml(processXml(deadlocked() + deadlocked('x-')));
    story.start();
    // when
    story.completeTask('b').completeTask('x-b');
    // then
    expect(story.incidents).toMatchObject([deadlock('join')]);
    // when
    moveOn(story, 'a').completeTask('a');
    // then
    expect(story.incidents).toMatchObject([deadlock('x-join')]);
    // when
    moveOn(story, 'x-a').completeTask('x-a');
    // then
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });

  describe('in a sub-process', () => {
    const inSub = (more = '') =>
      processXml(
        `${starts('begin')}${subProcess('sub', deadlocked())}${tasks(
          'after',
        )}${path('begin', 'sub', 'after')}${more}`,
      );

    it('should be an incident of the sub-process', async () => {
      // given
      const story = await givenXml(inSub());
      story.start();
      // when
      story.completeTask('b');
      // then
      expect(story.incidents).toMatchObject([
        { ...deadlock('join'), elementInstanceKey: keyOf(story, 'sub') },
      ]);
      expect(story.completed).not.toContain('after');
    });

    it('should be gone when the sub-process is interrupted', async () => {
      // given
      const story = await givenXml(
        inSub(
          `${ends('over')}${boundary(
            { id: 'late', on: 'sub', to: 'over' },
            timerDefinition('PT1H'),
          )}`,
        ),
      );
      story.start().completeTask('b');
      // when
      story.advance(3_600_000);
      // then
      expect(story.incidents).toEqual([]);
      expect(story.completed.slice(-3)).toEqual(['late', 'over', 'story']);
      expect(left(story)).toEqual([]);
    });

    it('should be told for each instance of a repeated one', async () => {
      // given
      const story = await givenXml(
        processXml(
          `${starts('begin')}${subProcess(
            'sub',
            multiInstance({ cardinality: '2' }) + deadlocked(),
          )}${path('begin', 'sub')}`,
        ),
      );
      story.start();
      // when
      story.completeTask('b').completeTask('b');
      // then
      expect(story.incidents).toMatchObject([
        deadlock('join'),
        deadlock('join'),
      ]);
      expect(
        story.incidents.map(
          ({ elementInstanceKey }) =>
            story.instance.rows.elementInstance(elementInstanceKey)!
              .loopCounter,
        ),
      ).toEqual([1, 2]);
    });

    it('should not be lost when a join elsewhere goes on in the same command', async () => {
      // given an inclusive join that goes on once nothing moves any more, beside a sub-process that is stuck at once
      const story = await givenXml(
        processXml(
          `${starts(
            'begin',
          )}<parallelGateway id="fork" /><exclusiveGateway id="which" default="which-one" />` +
            `<inclusiveGateway id="meet" />${tasks('one', 'two')}${userTasks(
              'last',
            )}${path('begin', 'fork', 'which', 'one', 'meet', 'last')}` +
            `${flow('which', 'two', '=false')}${flow(
              'two',
              'meet',
            )}${subProcess(
              'sub',
              deadlocked().replace('<userTask id="b" />', '<task id="b" />'),
            )}${flow('fork', 'sub')}`,
        ),
      );
      // when
      story.start();
      // then
      expect(story.waiting).toEqual(['last']);
      expect(story.incidents).toMatchObject([deadlock('join')]);
    });
  });
});
