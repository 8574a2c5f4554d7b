import { givenXml } from '../testing/scenario';
import { line, nested, instances, keyOf, move, joined } from '../testing/moves';

describe('moving an instance', () => {
  it('should go on elsewhere in the same scope, with new variables', async () => {
    // given
    const story = (await givenXml(line)).start();
    // when
    move(story, ['a'], [{ elementId: 'c', variables: { why: 'skip' } }]);
    // then
    expect(story.terminated).toEqual(['a']);
    expect(story.waiting).toEqual(['c']);
    expect(story.variables).toEqual({ why: 'skip' });
    expect(story.taken).toEqual(['start-a']);
    // when
    story.completeTask('c');
    // then
    expect(story.state).toBe('completed');
  });

  it('should enter what is to be activated before it terminates', async () => {
    // given
    const story = (await givenXml(line)).start();
    const before = story.history.length;
    // when
    move(story, ['a'], [{ elementId: 'c' }]);
    // then
    expect(
      story.history
        .slice(before)
        .flatMap(change =>
          change.type === 'elementEntered' || change.type === 'lifecycleMoved'
            ? [change.type === 'elementEntered' ? 'entered' : change.to]
            : [],
        ),
    ).toEqual(['entered', 'terminated', 'active']);
  });

  it('should activate without terminating, several times', async () => {
    // given
    const story = (await givenXml(line)).start();
    // when
    move(
      story,
      [],
      [{ elementId: 'b' }, { elementId: 'b' }, { elementId: 'c' }],
    );
    // then
    expect(story.waiting).toEqual(['a', 'b', 'b', 'bored', 'c']);
    expect(story.terminated).toEqual([]);
  });

  it('should be over if everything is terminated and nothing activated', async () => {
    // given
    const story = (await givenXml(line)).start();
    // when
    move(story, ['a'], []);
    // then
    expect(story.state).not.toBe('active');
    expect(story.instance.rows.elements.size).toBe(0);
  });

  it('should withdraw what waits in what is terminated, and take incidents back', async () => {
    // given
    const story = (await givenXml(line)).start();
    story.send({
      type: 'throwError',
      waitKey: story.wait('a').key,
      code: 'fire',
    });
    expect(story.incidents).toHaveLength(1);
    // when
    move(story, ['a'], [{ elementId: 'b' }]);
    // then
    expect(story.incidents).toEqual([]);
    expect(story.waiting).toEqual(['b']);
  });

  it('should enter a nested sub-process that does not run, with what listens on it, but without its start events', async () => {
    // given
    const story = (await givenXml(nested)).start();
    // when
    move(story, ['before'], [{ elementId: 'y', variables: { local: 1 } }]);
    // then
    expect(story.waiting).toEqual(['asked', 'slow', 'y']);
    expect(story.completed).toEqual(['start']);
    const inner = keyOf(story, 'inner');
    expect(story.instance.rows.variablesOf(inner)).toEqual({ local: 1 });
    expect(story.variables).toEqual({});
    // when
    story.completeTask('y');
    // then
    expect(story.completed).toEqual(['start', 'y', 'inner', 'outer']);
    expect(story.waiting).toEqual(['after']);
  });

  it('should map the inputs of the sub-processes that it enters', async () => {
    // given
    const mapped = nested.replace(
      '<bpmn:subProcess id="outer">',
      '<bpmn:subProcess id="outer"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=amount * 2" target="twice"/></zeebe:ioMapping></bpmn:extensionElements>',
    );
    const story = (await givenXml(mapped)).start({ amount: 4 });
    // when
    move(story, ['before'], [{ elementId: 'y' }]);
    // then
    expect(story.seenBy('y', 'twice')).toBe(8);
  });

  it('should go on in the sub-process that runs', async () => {
    // given
    const story = (await givenXml(nested)).start();
    story.completeTask('before');
    const inner = keyOf(story, 'inner');
    // when
    move(story, ['x'], [{ elementId: 'y' }]);
    // then
    expect(instances(story, 'inner').map(({ key }) => key)).toEqual([inner]);
    expect(instances(story, 'y')[0].scopeKey).toBe(inner);
    expect(story.waiting).toEqual(['asked', 'slow', 'y']);
  });

  it('should enter two elements of a sub-process that does not run in one', async () => {
    // given
    const story = (await givenXml(nested)).start();
    // when
    move(story, ['before'], [{ elementId: 'x' }, { elementId: 'y' }]);
    // then
    expect(instances(story, 'outer')).toHaveLength(1);
    expect(story.waiting).toEqual(['asked', 'slow', 'x', 'y']);
  });

  it('should enter what is in an event sub-process that was not triggered', async () => {
    // given
    const story = (await givenXml(nested)).start();
    story.completeTask('before');
    // when
    move(story, [], [{ elementId: 'answer' }]);
    // then
    expect(story.waiting).toEqual(['answer', 'asked', 'slow', 'x']);
    // when
    story.completeTask('answer');
    // then
    expect(story.completed.slice(-2)).toEqual(['answer', 'listener']);
  });

  it('should leave a sub-process by terminating it', async () => {
    // given
    const story = (await givenXml(nested)).start();
    story.completeTask('before');
    // when
    move(story, ['outer'], [{ elementId: 'after' }]);
    // then
    expect(story.terminated).toEqual(['x', 'inner', 'outer']);
    expect(story.waiting).toEqual(['after']);
    // when
    story.completeTask('after');
    // then
    expect(story.state).toBe('completed');
  });

  it('should end a sub-process whose last element is moved out of it, without going on behind it', async () => {
    // given
    const story = (await givenXml(nested)).start();
    story.completeTask('before');
    // when
    move(story, ['x'], [{ elementId: 'after' }]);
    // then
    expect(story.terminated).toEqual(['x', 'inner', 'outer']);
    expect(story.waiting).toEqual(['after']);
    expect(story.taken).not.toContain('outer-after');
  });

  it('should terminate what is named twice once, also inside something that is named', async () => {
    // given
    const story = (await givenXml(nested)).start();
    story.completeTask('before');
    // when
    move(story, ['outer', 'x', 'outer'], [{ elementId: 'after' }]);
    // then
    expect(story.terminated).toEqual(['x', 'inner', 'outer']);
    expect(story.waiting).toEqual(['after']);
  });

  it('should join with the tokens that wait already', async () => {
    // given
    const story = (await givenXml(joined)).start();
    story.completeTask('a');
    // when
    move(story, ['b'], [{ elementId: 'b' }]);
    story.completeTask('b');
    // then
    expect(story.waiting).toEqual(['c']);
  });

  it('should enter a join without waiting for tokens', async () => {
    // given
    const story = (await givenXml(joined)).start();
    // when
    move(story, ['a', 'b'], [{ elementId: 'join' }]);
    // then
    expect(story.waiting).toEqual(['c']);
    // when
    story.completeTask('c');
    // then
    expect(story.state).toBe('completed');
  });

  it('should not wait silently for ever at a join that nothing can reach any more', async () => {
    // given
    const story = (await givenXml(joined)).start();
    story.completeTask('a');
    // when
    move(story, ['b'], [{ elementId: 'c' }]);
    story.completeTask('c');
    // then: it is over, or somebody is told
    expect(
      story.state === 'active' &&
        story.waits.length === 0 &&
        story.incidents.length === 0,
    ).toBe(false);
  });

  it('should let an inclusive join go on when what it waited for is terminated', async () => {
    // given
    const story = (
      await givenXml(
        joined.replace(
          /parallelGateway id="join"/,
          'inclusiveGateway id="join"',
        ),
      )
    ).start();
    story.completeTask('a');
    expect(story.waiting).toEqual(['b']);
    // when
    move(story, ['b'], []);
    // then
    expect(story.waiting).toEqual(['c']);
  });
});
