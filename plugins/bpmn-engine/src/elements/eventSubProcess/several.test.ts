import { left } from '../../testing/left';
import {
  boundary,
  definition,
  errors,
  escalations,
  eventSubProcess,
  signals,
  starts,
  subProcess,
  tasks,
  userTasks,
} from '../../testing/parts';
import { path, processXml } from '../../testing/picture';
import { givenXml } from '../../testing/scenario';

/** A process with one task and event sub-processes. */
const watched = (rest: string, around = '') =>
  processXml(
    `${starts('start')}${userTasks('work')}${path('start', 'work')}${rest}`,
    around,
  );

/** The same, inside of a sub-process. */
const watchedSub = (rest: string, around = '', outside = '') =>
  processXml(
    `${starts('start')}${subProcess(
      'sub',
      `${starts('begin')}${userTasks('work')}${path('begin', 'work')}${rest}`,
    )}${tasks('after')}${path('start', 'sub', 'after')}${outside}`,
    around,
  );

describe('several event sub-processes', () => {
  it('should be begun by an error in its scope, which it handles', async () => {
    // given
    const story = await givenXml(
      watchedSub(
        eventSubProcess({ id: 'react' }, definition('error', 'E')),
        errors('E'),
      ),
    );
    story.start();
    // when
    story.throwError('work', 'E', { why: 'broken' });
    // then
    expect(story.terminated).toEqual(['work']);
    expect(story.variables).toEqual({ why: 'broken' });
    // when
    story.completeTask('react-task');
    // then
    expect(story.completed).toContain('after');
    expect(left(story)).toEqual([]);
  });

  it.each(['error', 'escalation'] as const)(
    'should leave an %s that it throws itself to what surrounds its scope',
    async kind => {
      // given
      const content = `<startEvent id="react-start">${definition(
        kind,
        'E',
      )}</startEvent><endEvent id="rethrow">${definition(
        kind,
        'E',
      )}</endEvent>${path('react-start', 'rethrow')}`;
      const story = await givenXml(
        watchedSub(
          `<subProcess id="react" triggeredByEvent="true">${content}</subProcess>`,
          errors('E') + escalations('E'),
          tasks('outside') +
            boundary(
              { id: 'bad', on: 'sub', to: 'outside' },
              definition(kind, 'E'),
            ),
        ),
      );
      story.start();
      // when
      if (kind === 'error') {
        story.throwError('work', 'E');
      } else {
        const waitKey = story.wait('work').key;
        story.send({ type: 'throwEscalation', waitKey, code: 'E' });
      }
      // then
      expect(story.completed.slice(-3)).toEqual(['bad', 'outside', 'story']);
      expect(story.completed).not.toContain('after');
      expect(left(story)).toEqual([]);
    },
  );

  it('should take the one with the code before the one without', async () => {
    // given
    const story = await givenXml(
      watched(
        eventSubProcess({ id: 'all' }, '<errorEventDefinition />') +
          eventSubProcess({ id: 'own' }, definition('error', 'E')),
        errors('E'),
      ),
    );
    // when
    story.start().throwError('work', 'E');
    // then
    expect(story.waiting).toEqual(['own-task']);
    // when
    story.start().throwError('work', 'F');
    // then
    expect(story.waiting).toEqual(['all-task']);
  });

  it('should catch before a boundary event of its scope does', async () => {
    // given
    const story = await givenXml(
      watchedSub(
        eventSubProcess({ id: 'react' }, definition('error', 'E')),
        errors('E'),
        tasks('outside') +
          boundary(
            { id: 'bad', on: 'sub', to: 'outside' },
            definition('error', 'E'),
          ),
      ),
    );
    story.start();
    // when
    story.throwError('work', 'E');
    // then
    expect(story.waiting).toEqual(['react-task']);
    expect(story.completed).not.toContain('bad');
  });

  it('should end the running ones too when another one interrupts', async () => {
    // given
    const story = await givenXml(
      watched(
        eventSubProcess(
          { id: 'note', interrupts: false },
          definition('signal', 'note'),
        ) +
          eventSubProcess({ id: 'stop' }, definition('signal', 'stop')) +
          eventSubProcess({ id: 'bad' }, definition('error', 'E')),
        signals('note', 'stop') + errors('E'),
      ),
    );
    story.start().broadcast('note');
    // when
    story.broadcast('stop');
    // then
    expect(story.terminated).toEqual(['note-task', 'note', 'work']);
    // when an error comes from the one that interrupted, nobody here catches it
    story.throwError('stop-task', 'E');
    // then
    expect(story.incidents).toMatchObject([
      { kind: 'errorUncaught', elementId: 'stop-task' },
    ]);
  });

  it('should let only the first one interrupt if one signal begins several', async () => {
    // given
    const story = await givenXml(
      watched(
        eventSubProcess(
          { id: 'beside', interrupts: false },
          definition('signal', 'go'),
        ) +
          eventSubProcess({ id: 'one' }, definition('signal', 'go')) +
          eventSubProcess({ id: 'two' }, definition('signal', 'go')),
        signals('go'),
      ),
    );
    story.start();
    // when
    story.broadcast('go');
    // then
    expect(story.waiting).toEqual(['one-task']);
    expect(story.completed).toEqual(['start', 'one-start']);
  });

  it('should watch inside of another event sub-process while that one runs', async () => {
    // given
    const content = `<startEvent id="outer-start" isInterrupting="false">${definition(
      'signal',
      'go',
    )}</startEvent>${userTasks('outer-task')}${path(
      'outer-start',
      'outer-task',
    )}${eventSubProcess({ id: 'inner' }, definition('signal', 'stop'))}`;
    const story = await givenXml(
      watched(
        `<subProcess id="outer" triggeredByEvent="true">${content}</subProcess>`,
        signals('go', 'stop'),
      ),
    );
    story.start().broadcast('stop');
    expect(story.waiting).toEqual(['outer-start', 'work']);
    story.broadcast('go').broadcast('go');
    expect(story.waiting).toEqual(
      expect.arrayContaining(['inner-start', 'outer-task']),
    );
    // when
    story.broadcast('stop');
    // then both of its instances are interrupted, nothing else
    expect(story.terminated).toEqual(['outer-task', 'outer-task']);
    expect(story.waiting).toEqual([
      'inner-task',
      'inner-task',
      'outer-start',
      'work',
    ]);
    // when
    story
      .completeTask('inner-task')
      .completeTask('inner-task')
      .completeTask('work');
    // then
    expect(story.completed.filter(id => id === 'outer')).toHaveLength(2);
    expect(left(story)).toEqual([]);
  });

  it('should watch in each instance of a multi-instance sub-process', async () => {
    // given
    const loop =
      '<multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item" /></extensionElements></multiInstanceLoopCharacteristics>';
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess(
          'sub',
          `${loop}${userTasks('work')}${eventSubProcess(
            { id: 'react' },
            definition('error', 'E'),
          )}${eventSubProcess(
            { id: 'note', interrupts: false },
            definition('signal', 'go'),
          )}`,
        )}${path('start', 'sub')}`,
        errors('E') + signals('go'),
      ),
    );
    story.start({ items: ['a', 'b'] });
    expect(story.waiting).toEqual(['note-start', 'note-start', 'work', 'work']);
    // when the second instance fails
    const [, second] = story.waits.filter(wait => wait.elementId === 'work');
    story.send({ type: 'throwError', waitKey: second.key, code: 'E' });
    // then the first one is not touched
    expect(story.terminated).toEqual(['work']);
    expect(story.waiting).toEqual(['note-start', 'react-task', 'work']);
    expect(story.seenBy('react-task', 'item')).toBe('b');
    // when
    story.broadcast('go');
    // then
    expect(story.seenBy('note-task', 'item')).toBe('a');
    // when
    story
      .completeTask('work')
      .completeTask('note-task')
      .completeTask('react-task');
    // then
    expect(story.completed.filter(id => id === 'sub')).toHaveLength(3);
    expect(left(story)).toEqual([]);
  });
});
