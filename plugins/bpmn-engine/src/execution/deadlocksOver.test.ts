import { deadlocked, deadlockedJoin, moveOn } from '../testing/deadlocked';
import { left } from '../testing/left';
import { definition, eventSubProcess, signals } from '../testing/parts';
import { processXml } from '../testing/picture';
import { givenXml } from '../testing/scenario';

const deadlock = (elementId: string) => ({ kind: 'deadlock', elementId });

describe('a join that has waited for what could not come', () => {
  describe('when the instance is moved on', () => {
    it('should be entered after all, and its incident be taken back', async () => {
      // given
      const story = await givenXml(processXml(deadlocked()));
      story.start().completeTask('b');
      const [{ key: incidentKey }] = story.incidents;
      // when
      moveOn(story, 'a');
      // then it is still stuck
      expect(story.incidents).toMatchObject([{ key: incidentKey }]);
      // when
      story.completeTask('a');
      // then
      expect(story.history).toContainEqual({
        type: 'incidentResolved',
        incidentKey,
        elementInstanceKey: 1,
      });
      expect(story.completed).toEqual([
        'start',
        'choose',
        'b',
        'a',
        'join',
        'end',
        'story',
      ]);
      expect(left(story)).toEqual([]);
    });

    it('should take back its incident at the moment it is entered', async () => {
      // given
      const story = await givenXml(
        processXml(
          deadlocked().replace(
            '<endEvent id="end" />',
            '<userTask id="end" />',
          ),
        ),
      );
      story.start().completeTask('b');
      moveOn(story, 'a');
      // when
      story.completeTask('a');
      // then
      expect(story.incidents).toEqual([]);
      expect(story.waiting).toEqual(['end']);
      const types = story.history.map(change =>
        change.type === 'elementEntered'
          ? `enter ${change.elementId}`
          : change.type,
      );
      expect(types.indexOf('incidentResolved')).toBe(
        types.indexOf('enter join') - 1,
      );
    });

    it('should not be raised a second time while it is there', async () => {
      // given
      const story = await givenXml(processXml(deadlocked()));
      story.start().completeTask('b');
      const [{ key: incidentKey }] = story.incidents;
      // when b comes once more: the second token of the same flow
      moveOn(story, 'b');
      story.completeTask('b');
      // then
      expect(story.incidents).toMatchObject([
        { ...deadlock('join'), key: incidentKey },
      ]);
    });

    it('should be raised again if one token too many is left over', async () => {
      // given
      const story = await givenXml(processXml(deadlocked()));
      story.start().completeTask('b');
      const [{ key: incidentKey }] = story.incidents;
      moveOn(story, 'b');
      story.completeTask('b');
      moveOn(story, 'a');
      // when one token of each flow goes on, one of b is left
      story.completeTask('a');
      // then
      expect(story.completed.filter(id => id === 'end')).toHaveLength(1);
      expect(story.incidents).toMatchObject([deadlock('join')]);
      expect(story.incidents[0].key).not.toBe(incidentKey);
    });
  });

  describe('that is resolved', () => {
    it('should be raised again if nothing has changed', async () => {
      // given
      const story = await givenXml(processXml(deadlocked()));
      story.start().completeTask('b');
      const [{ key: incidentKey }] = story.incidents;
      // when
      story.resolve();
      // then
      expect(story.incidents).toMatchObject([deadlock('join')]);
      expect(story.incidents[0].key).not.toBe(incidentKey);
      expect(story.completed).not.toContain('join');
    });

    it('should go on if its condition has become true', async () => {
      // given
      const story = await givenXml(
        processXml(
          deadlocked().replace(
            deadlockedJoin(),
            '<complexGateway id="join"><activationCondition>=activationCount = wanted</activationCondition></complexGateway>',
          ),
        ),
      );
      story.start({ wanted: 2 }).completeTask('b');
      expect(story.incidents).toMatchObject([deadlock('join')]);
      // when
      story.resolve({ wanted: 1 });
      // then
      expect(story.completed.slice(-3)).toEqual(['join', 'end', 'story']);
      expect(left(story)).toEqual([]);
    });
  });

  it('should be gone with its tokens when an event sub-process interrupts the scope', async () => {
    // given
    const story = await givenXml(
      processXml(
        deadlocked() +
          eventSubProcess({ id: 'help' }, definition('signal', 'help')),
        signals('help'),
      ),
    );
    story.start().completeTask('b');
    expect(story.incidents).toHaveLength(1);
    // when
    story.broadcast('help');
    // then
    expect(story.waiting).toEqual(['help-task']);
    expect(story.incidents).toEqual([]);
    // when
    story.completeTask('help-task');
    // then
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });

  it('should be told again behind an event sub-process that leaves it as it is', async () => {
    // given
    const story = await givenXml(
      processXml(
        deadlocked() +
          eventSubProcess(
            { id: 'help', interrupts: false },
            definition('signal', 'help'),
          ),
        signals('help'),
      ),
    );
    story.start().completeTask('b');
    const [{ key: incidentKey }] = story.incidents;
    // when
    story.broadcast('help').completeTask('help-task');
    // then
    expect(story.incidents).toMatchObject([
      { ...deadlock('join'), key: incidentKey },
    ]);
    expect(story.state).toBe('active');
  });

  it('should be gone when the instance is cancelled', async () => {
    // given
    const story = await givenXml(processXml(deadlocked()));
    story.start().completeTask('b');
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(left(story)).toEqual([]);
  });
});
