import { instances, keyOf, move, nested, task } from '../testing/moves';
import { left } from '../testing/left';
import { path, processXml } from '../testing/picture';
import { rejectionOf } from '../testing/rejectionOf';
import { givenXml } from '../testing/scenario';

describe('a move that is refused', () => {
  it.each([
    ['an element that is not there', { elementId: 'nowhere' }],
    ['a scope that is not there', { elementId: 'x', scopeKey: 99 }],
  ])('should change nothing: %s', async (_, wrong) => {
    // given
    const story = (await givenXml(nested)).start();
    const before = JSON.stringify([...story.instance.rows.elements.values()]);
    const said = story.history.length;
    // when
    const rejection = rejectionOf(() =>
      move(
        story,
        ['before'],
        [{ elementId: 'y', variables: { why: 'first' } }, wrong],
      ),
    );
    // then
    expect(rejection?.code).toBe('invalidArgument');
    expect(JSON.stringify([...story.instance.rows.elements.values()])).toBe(
      before,
    );
    expect(story.history).toHaveLength(said);
    expect(story.waiting).toEqual(['before']);
  });
});

describe('moving into a scope that is terminated by the same command', () => {
  it('should enter a new one', async () => {
    // given
    const story = (await givenXml(nested)).start();
    story.completeTask('before');
    const inner = keyOf(story, 'inner');
    // when
    move(story, ['inner'], [{ elementId: 'y' }]);
    // then
    expect(story.terminated).toEqual(['x', 'inner']);
    expect(instances(story, 'inner')).toHaveLength(1);
    expect(keyOf(story, 'inner')).not.toBe(inner);
    expect(instances(story, 'outer')).toHaveLength(1);
    expect(story.waiting).toEqual(['asked', 'slow', 'y']);
  });

  it('should enter all around it anew if that is terminated', async () => {
    // given
    const story = (await givenXml(nested)).start();
    story.completeTask('before');
    const outer = keyOf(story, 'outer');
    // when
    move(story, ['outer'], [{ elementId: 'x' }, { elementId: 'y' }]);
    // then
    expect(story.terminated).toEqual(['x', 'inner', 'outer']);
    expect(instances(story, 'outer')).toHaveLength(1);
    expect(keyOf(story, 'outer')).not.toBe(outer);
    expect(story.waiting).toEqual(['asked', 'slow', 'x', 'y']);
    // when
    story.completeTask('y').completeTask('x').completeTask('y');
    // then
    expect(story.waiting).toEqual(['after']);
  });

  it.each(['inner', 'outer'])(
    'should be refused if it is named, and %s goes',
    async leaving => {
      // given
      const story = (await givenXml(nested)).start();
      story.completeTask('before');
      const scopeKey = keyOf(story, 'inner');
      // when
      const rejection = rejectionOf(() =>
        move(story, [leaving], [{ elementId: 'y', scopeKey }]),
      );
      // then
      expect(rejection).toEqual({
        code: 'invalidArgument',
        message: `Expected scope ${scopeKey} to go on, so that y can be entered in it, but it is to be terminated. Name no scope, and a new one is entered`,
        parameters: { scopeKey, elementId: 'y' },
      });
      expect(story.waiting).toEqual(['asked', 'slow', 'x']);
    },
  );
});

describe('moving into a scope that cannot be opened', () => {
  const mapped = nested.replace(
    '<bpmn:subProcess id="outer">',
    '<bpmn:subProcess id="outer"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=amount * 2" target="twice"/></zeebe:ioMapping></bpmn:extensionElements>',
  );

  it('should be an incident, and no start event is entered when that is resolved', async () => {
    // given
    const story = (await givenXml(mapped)).start();
    // when
    move(story, ['before'], [{ elementId: 'y' }]);
    // then
    expect(story.incidents).toMatchObject([{ elementId: 'outer' }]);
    expect(story.waiting).toEqual(['y']);
    // when
    story.resolve({ amount: 4 });
    // then
    expect(story.incidents).toEqual([]);
    expect(story.waiting).toEqual(['asked', 'slow', 'y']);
    expect(story.completed).toEqual(['start']);
    expect(story.seenBy('y', 'twice')).toBe(8);
    // when
    story.completeTask('y');
    // then
    expect(story.waiting).toEqual(['after']);
  });

  it('should complete it at once when that is resolved, if all in it is done', async () => {
    // given
    const story = (await givenXml(mapped)).start();
    move(story, ['before'], [{ elementId: 'y' }]);
    story.completeTask('y');
    expect(story.waiting).toEqual([]);
    // when
    story.resolve({ amount: 4 });
    // then
    expect(story.waiting).toEqual(['after']);
    story.completeTask('after');
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });

  it('should be refused as long as it is not open', async () => {
    // given
    const story = (await givenXml(mapped)).start();
    move(story, ['before'], [{ elementId: 'y' }]);
    const scopeKey = keyOf(story, 'outer');
    // when
    const rejection = rejectionOf(() =>
      move(story, [], [{ elementId: 'inner' }]),
    );
    // then
    expect(rejection).toEqual({
      code: 'invalidState',
      message:
        'Expected outer to be active, so that inner can be entered in it, but it is activating. Resolve its incident or complete its listener first',
      parameters: { scopeKey, elementId: 'inner' },
    });
  });
});

describe('moving into an ad-hoc sub-process', () => {
  it('should enter what is asked for, and complete when that is done', async () => {
    // given
    const story = (
      await givenXml(
        processXml(
          `<startEvent id="start"/>${task(
            'before',
          )}<adHocSubProcess id="any">${task('a')}${task(
            'b',
          )}</adHocSubProcess>${task('after')}${path(
            'start',
            'before',
            'any',
            'after',
          )}`,
        ),
      )
    ).start();
    // when
    move(story, ['before'], [{ elementId: 'b' }]);
    // then
    expect(story.waiting).toEqual(['b']);
    // when
    story.completeTask('b');
    // then
    expect(story.waiting).toEqual(['after']);
  });
});
