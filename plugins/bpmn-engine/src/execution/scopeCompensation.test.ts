import { left } from '../testing/left';
import {
  boundary,
  definition,
  errors,
  starts,
  subProcess,
  undoable,
  undoneBy,
  userTasks,
} from '../testing/parts';
import { path, processXml } from '../testing/picture';
import { givenXml, type Scenario } from '../testing/scenario';

const undoEnd = (attributes = '', id = 'undo') =>
  `<endEvent id="${id}"><compensateEventDefinition ${attributes} /></endEvent>`;

const undoThrow = (attributes = '', id = 'undo-inside') =>
  `<intermediateThrowEvent id="${id}"><compensateEventDefinition ${attributes} /></intermediateThrowEvent>`;

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

describe('compensation of a sub-process', () => {
  it('should reach into it, last first, if it has completed', async () => {
    // given
    const inner = `${starts('begin')}${undoable('a')}${undoable('b')}${path(
      'begin',
      'a',
      'b',
    )}`;
    const story = await givenXml(thenUndone(subProcess('sub', inner)));
    story.start();
    // when
    complete(story, 'a', 'b');
    // then
    expect(story.waiting).toEqual(['undo-b']);
    complete(story, 'undo-b');
    expect(story.waiting).toEqual(['undo-a']);
    complete(story, 'undo-a');
    expect(left(story)).toEqual([]);
  });

  it('should reach down through levels', async () => {
    // given
    const deepest = subProcess('deepest', `${undoable('b')}`);
    const middle = subProcess(
      'middle',
      `${undoable('a')}${deepest}${undoable('c')}${path('a', 'deepest', 'c')}`,
    );
    const story = await givenXml(thenUndone(subProcess('sub', middle)));
    story.start();
    // when
    complete(story, 'a', 'b', 'c');
    // then
    for (const id of ['undo-c', 'undo-b', 'undo-a']) {
      expect(story.waiting).toEqual([id]);
      complete(story, id);
    }
    expect(left(story)).toEqual([]);
  });

  it('should not reach into it if it was interrupted', async () => {
    // given
    const inner = `${starts('begin')}${undoable('a')}${userTasks('b')}${path(
      'begin',
      'a',
      'b',
    )}`;
    const story = await givenXml(
      thenUndone(
        subProcess('sub', inner),
        '',
        boundary(
          { id: 'bad', on: 'sub', to: 'undo' },
          definition('error', 'E'),
        ),
      ),
    );
    story.start().completeTask('a');
    // when
    story.throwError('b', 'E');
    // then
    expect(story.completed.slice(-2)).toEqual(['undo', 'story']);
    expect(story.completed).not.toContain('undo-a');
    expect(left(story)).toEqual([]);
  });

  it('should not reach into it while it runs', async () => {
    // given
    const inner = `${starts('begin')}${undoable('a')}${userTasks('b')}${path(
      'begin',
      'a',
      'b',
    )}`;
    const story = await givenXml(
      processXml(
        `${starts('start')}<parallelGateway id="fork" />${subProcess(
          'sub',
          inner,
        )}${userTasks('c')}${undoEnd()}${path('start', 'fork', 'sub')}${path(
          'fork',
          'c',
          'undo',
        )}`,
      ),
    );
    story.start().completeTask('a');
    // when
    complete(story, 'c');
    // then
    expect(story.completed).toContain('undo');
    expect(story.waiting).toEqual(['b']);
  });

  it('should be done by its handler instead of those inside, if it has one', async () => {
    // given
    const story = await givenXml(
      thenUndone(
        subProcess('sub', undoable('a')) +
          undoneBy(
            'sub',
            '<userTask id="undo-sub" isForCompensation="true" />',
          ),
      ),
    );
    story.start().completeTask('a');
    expect(story.waiting).toEqual(['undo-sub']);
    // when
    complete(story, 'undo-sub');
    // then
    expect(story.completed).not.toContain('undo-a');
    expect(left(story)).toEqual([]);
  });

  it('should be named by its id', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess('sub', undoable('a'))}${undoable(
          'b',
        )}${undoEnd('activityRef="sub"')}${path('start', 'sub', 'b', 'undo')}`,
      ),
    );
    story.start();
    // when
    complete(story, 'a', 'b');
    // then
    expect(story.waiting).toEqual(['undo-a']);
    complete(story, 'undo-a');
    expect(left(story)).toEqual([]);
  });

  it('should forget what was undone inside already', async () => {
    // given
    const inner = `${starts('begin')}${undoable('a')}${undoable(
      'b',
    )}${undoThrow('activityRef="b"')}${path('begin', 'a', 'b', 'undo-inside')}`;
    const story = await givenXml(thenUndone(subProcess('sub', inner)));
    story.start();
    complete(story, 'a', 'b', 'undo-b');
    // when
    expect(story.waiting).toEqual(['undo-a']);
    complete(story, 'undo-a');
    // then
    expect(story.completed.filter(id => id === 'undo-b')).toHaveLength(1);
    expect(left(story)).toEqual([]);
  });

  it('should begin handlers of a snapshot each with what their activity saw', async () => {
    // given
    const io =
      '<extensionElements><zeebe:ioMapping><zeebe:input source="=0" target="local" /></zeebe:ioMapping></extensionElements>';
    const inner = `${io}${starts('begin')}${undoable('a')}${undoable(
      'b',
    )}${path('begin', 'a', 'b')}`;
    const story = await givenXml(thenUndone(subProcess('sub', inner)));
    story.start();
    story.completeTask('a', { local: 1 });
    // when
    story.completeTask('b', { local: 2 });
    // then
    expect(story.seenBy('undo-b', 'local')).toBe(2);
    complete(story, 'undo-b');
    expect(story.seenBy('undo-a', 'local')).toBe(1);
  });
});

describe('event sub-process for compensation', () => {
  it('should undo the sub-process that it is in', async () => {
    // given
    const inner = `${starts('begin')}${userTasks('a')}${path(
      'begin',
      'a',
    )}${undoing(`${userTasks('back')}${path('handle', 'back')}`)}`;
    const story = await givenXml(thenUndone(subProcess('sub', inner)));
    story.start({ x: 1 }).completeTask('a', { x: 2 });
    // when
    expect(story.waiting).toEqual(['back']);
    expect(story.seenBy('back', 'x')).toBe(2);
    complete(story, 'back');
    // then
    expect(story.completed.slice(-5)).toEqual([
      'handle',
      'back',
      'handler',
      'undo',
      'story',
    ]);
    expect(left(story)).toEqual([]);
  });

  it('should replace the handlers inside, unless it throws itself', async () => {
    // given
    const silent = `${undoable('a')}${undoing(
      `${userTasks('back')}${path('handle', 'back')}`,
    )}`;
    const calling = `${undoable('a')}${undoing(
      `${undoThrow()}${userTasks('back')}${path(
        'handle',
        'undo-inside',
        'back',
      )}`,
    )}`;
    const one = await givenXml(thenUndone(subProcess('sub', silent)));
    const other = await givenXml(thenUndone(subProcess('sub', calling)));
    // when
    one.start().completeTask('a').completeTask('back');
    other.start().completeTask('a');
    // then
    expect(one.completed).not.toContain('undo-a');
    expect(left(one)).toEqual([]);
    expect(other.waiting).toEqual(['undo-a']);
    // when
    complete(other, 'undo-a', 'back');
    // then
    expect(left(other)).toEqual([]);
  });

  it('should be able to undo one activity inside by name', async () => {
    // given
    const inner = `${undoable('a')}${undoable('b')}${path('a', 'b')}${undoing(
      `${undoThrow('activityRef="a"')}${path('handle', 'undo-inside')}`,
    )}`;
    const story = await givenXml(thenUndone(subProcess('sub', inner)));
    story.start();
    // when
    complete(story, 'a', 'b');
    // then
    expect(story.waiting).toEqual(['undo-a']);
    complete(story, 'undo-a');
    expect(left(story)).toEqual([]);
  });

  it('should not begin while the sub-process runs', async () => {
    // given
    const inner = `${starts('begin')}${userTasks('a')}${path(
      'begin',
      'a',
    )}${undoing(`${userTasks('back')}${path('handle', 'back')}`)}`;
    const story = await givenXml(thenUndone(subProcess('sub', inner)));
    // when
    story.start();
    // then
    expect(story.waiting).toEqual(['a']);
  });
});
