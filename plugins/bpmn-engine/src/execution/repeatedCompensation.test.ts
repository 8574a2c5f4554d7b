import { left } from '../testing/left';
import { completeItem, multiInstance } from '../testing/loop';
import {
  errors,
  starts,
  subProcess,
  undoable,
  userTasks,
} from '../testing/parts';
import { path, processXml } from '../testing/picture';
import { givenXml, type Scenario } from '../testing/scenario';

const undoEnd = (attributes = '', id = 'undo') =>
  `<endEvent id="${id}"><compensateEventDefinition ${attributes} /></endEvent>`;

/** A sub-process, then a compensation of everything. */
const thenUndone = (sub: string, attributes = '', rest = '') =>
  processXml(
    `${starts('start')}${sub}${undoEnd(attributes)}${path(
      'start',
      'sub',
      'undo',
    )}${rest}`,
    errors('E'),
  );

/** An event sub-process that undoes the sub-process it is in. */
const undoing = (content: string) =>
  `<subProcess id="handler" triggeredByEvent="true"><startEvent id="handle"><compensateEventDefinition /></startEvent>${content}</subProcess>`;

const complete = (story: Scenario, ...ids: readonly string[]) =>
  ids.forEach(id => story.completeTask(id));

describe('compensation of what is repeated', () => {
  it('should undo a multi-instance activity as a whole by its handler', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${undoable(
          'sub',
          multiInstance({ cardinality: '2' }),
        )}${undoEnd()}${path('start', 'sub', 'undo')}`,
      ),
    );
    story.start();
    completeItem(story, ['sub', 1]);
    completeItem(story, ['sub', 2]);
    // when
    expect(story.waiting).toEqual(['undo-sub']);
    complete(story, 'undo-sub');
    // then
    expect(left(story)).toEqual([]);
  });

  it.each([
    ['multi-instance', multiInstance({ cardinality: '2' })],
    [
      'sequential multi-instance',
      multiInstance({ cardinality: '2', sequential: true }),
    ],
    ['loop', '<standardLoopCharacteristics loopMaximum="2" />'],
  ])(
    'should reach into every instance of a %s, last first',
    async (_, loop) => {
      // given
      const story = await givenXml(
        thenUndone(subProcess('sub', loop + undoable('a'))),
      );
      story.start();
      // when
      story.completeTask('a', { n: 1 }).completeTask('a', { n: 2 });
      // then
      for (const n of [2, 1]) {
        expect(story.waiting).toEqual(['undo-a']);
        expect(story.seenBy('undo-a', 'n')).toBe(n);
        complete(story, 'undo-a');
      }
      expect(left(story)).toEqual([]);
    },
  );

  it.each([
    ['multi-instance', multiInstance({ cardinality: '2' })],
    [
      'sequential multi-instance',
      multiInstance({ cardinality: '2', sequential: true }),
    ],
    ['loop', '<standardLoopCharacteristics loopMaximum="2" />'],
  ])(
    'should begin the event sub-process of every instance of a %s, last first',
    async (_, loop) => {
      // given
      const inner = `${loop}${userTasks('a')}${undoing(
        `${userTasks('back')}${path('handle', 'back')}`,
      )}`;
      const story = await givenXml(thenUndone(subProcess('sub', inner)));
      story.start();
      // when
      story.completeTask('a', { n: 1 }).completeTask('a', { n: 2 });
      // then
      for (const n of [2, 1]) {
        expect(story.waiting).toEqual(['back']);
        expect(story.seenBy('back', 'n')).toBe(n);
        complete(story, 'back');
      }
      expect(left(story)).toEqual([]);
    },
  );

  it('should give the handlers of each instance its item', async () => {
    // given
    const inner = `${multiInstance({
      input: '=items',
      element: 'it',
    })}${undoable('a')}`;
    const story = await givenXml(thenUndone(subProcess('sub', inner)));
    story.start({ items: ['x', 'y'] });
    // when
    complete(story, 'a', 'a');
    // then
    expect(story.seenBy('undo-a', 'it')).toBe('y');
    complete(story, 'undo-a');
    expect(story.seenBy('undo-a', 'it')).toBe('x');
    complete(story, 'undo-a');
    expect(left(story)).toEqual([]);
  });

  it('should not undo instances that were ended by the completion condition', async () => {
    // given
    const inner = `${multiInstance({
      cardinality: '3',
      condition: '=nrOfCompletedInstances = 1',
    })}${undoable('a')}${userTasks('b')}${path('a', 'b')}`;
    const story = await givenXml(thenUndone(subProcess('sub', inner)));
    story.start();
    complete(story, 'a', 'a');
    // when
    complete(story, 'b');
    // then
    expect(story.waiting).toEqual(['undo-a']);
    complete(story, 'undo-a');
    expect(left(story)).toEqual([]);
  });
});

describe('compensation in a transaction that is cancelled', () => {
  it('should undo several activities that wait, also in sub-processes, and leave when the last is undone', async () => {
    // given
    const content = `${starts('begin')}${undoable('a')}${subProcess(
      'sub',
      undoable('b'),
    )}${undoable(
      'c',
    )}<endEvent id="stop"><cancelEventDefinition /></endEvent>${path(
      'begin',
      'a',
      'sub',
      'c',
      'stop',
    )}`;
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<transaction id="trade">${content}</transaction><boundaryEvent id="cancelled" attachedToRef="trade"><cancelEventDefinition /></boundaryEvent>${userTasks(
          'sorry',
        )}${path('start', 'trade')}${path('cancelled', 'sorry')}`,
      ),
    );
    story.start();
    // when
    complete(story, 'a', 'b', 'c');
    // then
    for (const id of ['undo-c', 'undo-b', 'undo-a']) {
      expect(story.waiting).toEqual([id]);
      complete(story, id);
    }
    expect(story.waiting).toEqual(['sorry']);
    complete(story, 'sorry');
    expect(left(story)).toEqual([]);
  });

  it('should be possible from outside once the transaction has completed', async () => {
    // given
    const content = `${starts('begin')}${undoable('a')}${path('begin', 'a')}`;
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<transaction id="trade">${content}</transaction>${undoEnd()}${path(
          'start',
          'trade',
          'undo',
        )}`,
      ),
    );
    story.start();
    // when
    complete(story, 'a');
    // then
    expect(story.waiting).toEqual(['undo-a']);
    complete(story, 'undo-a');
    expect(left(story)).toEqual([]);
  });
});
