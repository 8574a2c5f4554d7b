import { left } from '../testing/left';
import {
  boundary,
  definition,
  errors,
  starts,
  tasks,
  undoable,
  undoneBy,
  userTasks,
} from '../testing/parts';
import { flow, path, processXml } from '../testing/picture';
import { givenXml, type Scenario } from '../testing/scenario';

/** A throw event that undoes one activity, or all; `attributes` go to its definition. */
const undo = (attributes = '', id = 'undo') =>
  `<intermediateThrowEvent id="${id}"><compensateEventDefinition ${attributes} /></intermediateThrowEvent>`;

const undoEnd = (attributes = '', id = 'undo') =>
  `<endEvent id="${id}"><compensateEventDefinition ${attributes} /></endEvent>`;

const complete = (story: Scenario, ...ids: readonly string[]) =>
  ids.forEach(id => story.completeTask(id));

/** BPMN 2.0.2 10.7 and 13.5.5. */
describe('compensation', () => {
  it('should undo in reverse order of completion, one after the other', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<parallelGateway id="fork" /><parallelGateway id="join" />${undoable(
          'a',
        )}${undoable('b')}${undoable('c')}${undo()}${tasks('after')}` +
          `${path('start', 'fork', 'a', 'join', 'undo', 'after')}${path(
            'fork',
            'b',
            'join',
          )}${path('fork', 'c', 'join')}`,
      ),
    );
    story.start();
    // when
    complete(story, 'b', 'a', 'c');
    // then
    for (const id of ['c', 'a', 'b']) {
      expect(story.waiting).toEqual([`undo-${id}`]);
      expect(story.completed).not.toContain('undo');
      story.completeTask(`undo-${id}`);
    }
    expect(story.completed.slice(-3)).toEqual(['undo', 'after', 'story']);
    expect(left(story)).toEqual([]);
  });

  it('should undo with the variables as they were when the activity completed', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${undoable('a')}${undoable('b')}${undo()}${path(
          'start',
          'a',
          'b',
          'undo',
        )}`,
      ),
    );
    story.start({ price: 1 });
    // when
    story.completeTask('a', { price: 2 }).completeTask('b', { price: 3 });
    // then
    expect(story.seenBy('undo-b', 'price')).toBe(3);
    story.completeTask('undo-b');
    expect(story.seenBy('undo-a', 'price')).toBe(2);
    story.completeTask('undo-a');
    // then nothing of the past comes back
    expect(story.variables).toEqual({ price: 3 });
    expect(left(story)).toEqual([]);
  });

  it('should see the local variables of the activity too', async () => {
    // given
    const io =
      '<extensionElements><zeebe:ioMapping><zeebe:input source="=&quot;own&quot;" target="note" /></zeebe:ioMapping></extensionElements>';
    const story = await givenXml(
      processXml(
        `${starts('start')}${undoable('a', io)}${undo()}${path(
          'start',
          'a',
          'undo',
        )}`,
      ),
    );
    // when
    story.start().completeTask('a');
    // then
    expect(story.seenBy('undo-a', 'note')).toBe('own');
    expect(story.variables).toEqual({});
  });

  it('should hand the results of a handler to the present', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${undoable('a')}${undo()}${tasks('after')}${path(
          'start',
          'a',
          'undo',
          'after',
        )}`,
      ),
    );
    story.start({ price: 1 }).completeTask('a');
    // when
    story.completeTask('undo-a', { price: 0, refunded: true });
    // then
    expect(story.variables).toEqual({ price: 0, refunded: true });
  });

  it('should hand the results of what a handler holds to the present', async () => {
    // given
    const handler = `<subProcess id="undo-a" isForCompensation="true">${userTasks(
      'refund',
    )}</subProcess>`;
    const story = await givenXml(
      processXml(
        `${starts('start')}${userTasks('a')}${undoneBy(
          'a',
          handler,
        )}${undo()}${path('start', 'a', 'undo')}`,
      ),
    );
    story.start({ price: 1 }).completeTask('a');
    expect(story.seenBy('refund', 'price')).toBe(1);
    // when
    story.completeTask('refund', { price: 0, refunded: true });
    // then
    expect(story.variables).toEqual({ price: 0, refunded: true });
    expect(left(story)).toEqual([]);
  });

  it('should undo only the activity that is named', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${undoable('a')}${undoable('b')}${undo(
          'activityRef="a"',
        )}${tasks('after')}${path('start', 'a', 'b', 'undo', 'after')}`,
      ),
    );
    story.start();
    // when
    complete(story, 'a', 'b');
    // then
    expect(story.waiting).toEqual(['undo-a']);
    // when
    complete(story, 'undo-a');
    // then
    expect(story.completed).not.toContain('undo-b');
    expect(left(story)).toEqual([]);
  });

  it('should undo nothing twice', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${undoable('a')}${undoable('b')}${undo(
          'activityRef="b"',
        )}${undo('', 'rest')}${path('start', 'a', 'b', 'undo', 'rest')}`,
      ),
    );
    story.start();
    complete(story, 'a', 'b', 'undo-b');
    // when
    expect(story.waiting).toEqual(['undo-a']);
    complete(story, 'undo-a');
    // then
    expect(story.completed.filter(id => id.startsWith('undo-'))).toEqual([
      'undo-b',
      'undo-a',
    ]);
    expect(left(story)).toEqual([]);
  });

  it('should not undo what still runs', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<parallelGateway id="fork" />${undoable(
          'a',
        )}${userTasks('b')}${undoEnd()}${path('start', 'fork', 'a')}${path(
          'fork',
          'b',
          'undo',
        )}`,
      ),
    );
    story.start();
    // when
    complete(story, 'b');
    // then
    expect(story.completed).toContain('undo');
    expect(story.waiting).toEqual(['a']);
  });

  it('should not undo what was interrupted', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${undoable('a')}${undoEnd()}${path(
          'start',
          'a',
        )}${boundary(
          { id: 'bad', on: 'a', to: 'undo' },
          definition('error', 'E'),
        )}`,
        errors('E'),
      ),
    );
    story.start();
    // when
    story.throwError('a', 'E');
    // then
    expect(story.completed).toEqual(['start', 'bad', 'undo', 'story']);
  });

  it('should undo an activity once for each time that it completed, last first', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<exclusiveGateway id="again" /><exclusiveGateway id="enough" default="enough-again" />${undoable(
          'a',
        )}${undoEnd()}${path('start', 'again', 'a', 'enough', 'again')}${flow(
          'enough',
          'undo',
          '=n >= 3',
        )}`,
      ),
    );
    story.start();
    // when
    for (const n of [1, 2, 3]) {
      story.completeTask('a', { n });
    }
    // then
    for (const n of [3, 2, 1]) {
      expect(story.seenBy('undo-a', 'n')).toBe(n);
      story.completeTask('undo-a');
    }
    expect(left(story)).toEqual([]);
  });
});
