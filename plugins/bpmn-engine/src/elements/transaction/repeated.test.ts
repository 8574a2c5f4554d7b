import { left } from '../../testing/left';
import { multiInstance, type LoopParts } from '../../testing/loop';
import { starts, tasks, undoable, userTasks } from '../../testing/parts';
import { flow, path, processXml } from '../../testing/picture';
import { givenXml, type Scenario } from '../../testing/scenario';

/** Trades that are booked, then checked; one that is bad cancels them all. */
const trades = (parts: LoopParts) =>
  processXml(
    `${starts('start')}<transaction id="trade">${multiInstance({
      cardinality: '3',
      ...parts,
    })}${starts('begin')}${undoable('book')}${userTasks(
      'check',
    )}<exclusiveGateway id="ok" default="ok-done" />${tasks(
      'done',
    )}<endEvent id="stop"><cancelEventDefinition /></endEvent>${path(
      'begin',
      'book',
      'check',
      'ok',
      'done',
    )}${flow('ok', 'stop', '=isBad')}</transaction>
    <boundaryEvent id="cancelled" attachedToRef="trade"><cancelEventDefinition /></boundaryEvent>${tasks(
      'sorry',
      'after',
    )}${path('start', 'trade', 'after')}${flow('cancelled', 'sorry')}`,
  );

/** Completes the oldest task of a kind. */
const complete = (story: Scenario, id: string, variables = {}) =>
  story.send({
    type: 'fulfilWait',
    waitKey: Math.min(
      ...story.waits.filter(w => w.elementId === id).map(({ key }) => key),
    ),
    variables,
  });

/** Undoes until nothing is left to be undone. Returns how much there was. */
function undoAll(story: Scenario): number {
  let count = 0;
  for (; story.waiting.includes('undo-book'); count++) {
    expect(story.waiting).toEqual(['undo-book']);
    complete(story, 'undo-book');
  }
  return count;
}

describe('cancelling one of several instances of a transaction', () => {
  it('should undo what the others have done, completed or not, before it goes on once', async () => {
    // given the first has completed, the third has only begun
    const story = await givenXml(trades({}));
    story.start({ isBad: false });
    complete(story, 'book');
    complete(story, 'check');
    complete(story, 'book');
    expect(story.waiting).toEqual(['book', 'check']);
    // when the second is cancelled
    complete(story, 'check', { isBad: true });
    // then
    expect(undoAll(story)).toBe(2);
    expect(story.completed.filter(id => id === 'cancelled')).toHaveLength(1);
    expect(story.completed).not.toContain('after');
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });

  it('should undo what runs beside it', async () => {
    // given all three are booked
    const story = await givenXml(trades({}));
    story.start({ isBad: false });
    complete(story, 'book');
    complete(story, 'book');
    complete(story, 'book');
    // when
    complete(story, 'check', { isBad: true });
    // then
    expect(undoAll(story)).toBe(3);
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });

  it('should undo what has completed before, one after the other', async () => {
    // given
    const story = await givenXml(trades({ sequential: true }));
    story.start({ isBad: false });
    complete(story, 'book');
    complete(story, 'check');
    complete(story, 'book');
    // when
    complete(story, 'check', { isBad: true });
    // then
    expect(undoAll(story)).toBe(2);
    expect(story.completed.filter(id => id === 'book')).toHaveLength(2);
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });

  it('should begin no more of them', async () => {
    // given a transaction that cancels itself at once, many times
    const model = processXml(
      `${starts('start')}<transaction id="trade">${multiInstance({
        cardinality: '3000',
      })}${starts('begin')}${undoable('book').replace(
        /userTask/g,
        'task',
      )}<endEvent id="stop"><cancelEventDefinition /></endEvent>${path(
        'begin',
        'book',
        'stop',
      )}</transaction><boundaryEvent id="cancelled" attachedToRef="trade"><cancelEventDefinition /></boundaryEvent>${tasks(
        'sorry',
      )}${flow('start', 'trade')}${flow('cancelled', 'sorry')}`,
    );
    const story = await givenXml(model);
    // when
    story.start();
    // then: those that began with the first are undone, and no other begins
    const count = (id: string) =>
      story.completed.filter(other => other === id).length;
    expect(count('book')).toBe(1000);
    expect(count('undo-book')).toBe(1000);
    expect(count('sorry')).toBe(1);
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });
});
