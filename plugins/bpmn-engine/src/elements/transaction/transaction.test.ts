import { parse } from '../../parse';
import { left } from '../../testing/left';
import {
  boundary,
  definition,
  ends,
  errors,
  starts,
  subProcess,
  tasks,
  undoable,
  undoneBy,
  userTasks,
} from '../../testing/parts';
import { flow, path, processXml } from '../../testing/picture';
import { given, givenXml } from '../../testing/scenario';

const cancelEnd = (id: string) =>
  `<endEvent id="${id}"><cancelEventDefinition /></endEvent>`;

const transaction = (content: string) =>
  `<transaction id="trade">${content}</transaction>`;

const cancelled = `<boundaryEvent id="cancelled" attachedToRef="trade"><cancelEventDefinition /></boundaryEvent>${tasks(
  'sorry',
)}${flow('cancelled', 'sorry')}`;

const around = (content: string, rest = cancelled, extra = '') =>
  processXml(
    `${starts('start')}${transaction(content)}${rest}${tasks('after')}${path(
      'start',
      'trade',
      'after',
    )}`,
    extra,
  );

describe('transaction', () => {
  it('should complete like a sub-process if nobody cancels it', async () => {
    // given
    const story = await given(__dirname, 'booking.bpmn');
    story.start({ refused: false });
    // when
    story.completeTask('flight').completeTask('hotel').completeTask('pay');
    // then
    expect(story.completed.slice(-4)).toEqual([
      'done',
      'book',
      'end',
      'booking',
    ]);
    expect(story.completed).not.toContain('cancelled');
    expect(left(story)).toEqual([]);
  });

  it('should undo what has completed, last first and one after the other, then leave by its cancel event', async () => {
    // given
    const story = await given(__dirname, 'booking.bpmn');
    story.start();
    story.completeTask('flight').completeTask('hotel');
    // when
    story.completeTask('pay', { refused: true });
    // then
    expect(story.waiting).toEqual(['undo-hotel']);
    expect(story.completed).not.toContain('failed');
    // when
    story.completeTask('undo-hotel');
    // then
    expect(story.waiting).toEqual(['undo-flight']);
    // when
    story.completeTask('undo-flight');
    // then
    expect(story.terminated).toEqual(['failed', 'book']);
    expect(story.completed.slice(-5)).toEqual([
      'undo-flight',
      'cancelled',
      'apologise',
      'end',
      'booking',
    ]);
    expect(story.completed).not.toContain('book');
    expect(left(story)).toEqual([]);
  });

  it('should end what still runs in it before it undoes', async () => {
    // given
    const story = await givenXml(
      around(
        `${starts('begin')}<parallelGateway id="fork" />${undoable(
          'a',
        )}${userTasks('b', 'c')}${cancelEnd('stop')}` +
          `${path('begin', 'fork', 'a', 'c')}${path('fork', 'b', 'stop')}`,
      ),
    );
    story.start().completeTask('a');
    // when
    story.completeTask('b');
    // then
    expect(story.terminated).toEqual(['c']);
    expect(story.waiting).toEqual(['undo-a']);
    // when
    story.completeTask('undo-a');
    // then
    expect(story.completed.slice(-3)).toEqual(['cancelled', 'sorry', 'story']);
    expect(left(story)).toEqual([]);
  });

  it('should not undo what has not completed', async () => {
    // given
    const story = await givenXml(
      around(
        `${starts('begin')}<parallelGateway id="fork" />${undoable(
          'a',
        )}${userTasks('b')}${cancelEnd('stop')}${path(
          'begin',
          'fork',
          'a',
        )}${path('fork', 'b', 'stop')}`,
      ),
    );
    story.start();
    // when
    story.completeTask('b');
    // then
    expect(story.terminated).toEqual(['a', 'stop', 'trade']);
    expect(story.completed.slice(-3)).toEqual(['cancelled', 'sorry', 'story']);
    expect(left(story)).toEqual([]);
  });

  it('should undo nothing outside of it', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${undoable('before')}${transaction(
          `${starts('begin')}${cancelEnd('stop')}${path('begin', 'stop')}`,
        )}${cancelled}${path('start', 'before', 'trade')}`,
      ),
    );
    story.start();
    // when
    story.completeTask('before');
    // then
    expect(story.completed).toContain('sorry');
    expect(story.completed).not.toContain('undo-before');
    expect(left(story)).toEqual([]);
  });

  it('should end without going on if nothing catches that it was cancelled', async () => {
    // given
    const story = await givenXml(
      around(
        `${starts('begin')}${cancelEnd('stop')}${path('begin', 'stop')}`,
        '',
      ),
    );
    // when
    story.start();
    // then
    expect(story.terminated).toEqual(['stop', 'trade']);
    expect(story.completed).not.toContain('after');
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });

  it('should refuse that a sub-process in it cancels it', async () => {
    // given
    const inner = subProcess('inner', cancelEnd('stop'));
    // when
    const { definitions, problems } = await parse(around(inner));
    // then
    expect(definitions).toEqual([]);
    expect(
      problems.filter(({ severity }) => severity === 'error'),
    ).toMatchObject([
      { rule: 'cancel-outside-transaction', elementId: 'stop' },
    ]);
  });

  it('should be left by an error at once, without undoing', async () => {
    // given
    const story = await givenXml(
      around(
        `${starts('begin')}${undoable('a')}${userTasks('b')}${path(
          'begin',
          'a',
          'b',
        )}`,
        `${tasks('hazard')}${boundary(
          { id: 'bad', on: 'trade', to: 'hazard' },
          definition('error', 'E'),
        )}`,
        errors('E'),
      ),
    );
    story.start().completeTask('a');
    // when
    story.throwError('b', 'E');
    // then
    expect(story.completed).toContain('hazard');
    expect(story.completed).not.toContain('undo-a');
    expect(left(story)).toEqual([]);
  });

  it('should hold its cancellation while a handler has an incident', async () => {
    // given
    const handler =
      '<serviceTask id="undo-a" isForCompensation="true"><extensionElements><zeebe:taskDefinition type="undo" retries="1" /></extensionElements></serviceTask>';
    const story = await givenXml(
      around(
        `${starts('begin')}${userTasks('a')}${undoneBy(
          'a',
          handler,
        )}${cancelEnd('stop')}${path('begin', 'a', 'stop')}`,
      ),
    );
    story.start().completeTask('a');
    // when
    story.failJob('undo-a');
    // then
    expect(story.incidents).toMatchObject([
      { kind: 'jobFailed', elementId: 'undo-a' },
    ]);
    expect(story.completed).not.toContain('sorry');
    // when
    story.resolve().completeJob('undo-a');
    // then
    expect(story.completed).toContain('sorry');
    expect(left(story)).toEqual([]);
  });

  it('should let its handlers end with it when the instance is cancelled meanwhile', async () => {
    // given
    const story = await given(__dirname, 'booking.bpmn');
    story.start();
    story.completeTask('flight').completeTask('hotel');
    story.completeTask('pay', { refused: true });
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(story.terminated).toEqual([
      'undo-hotel',
      'failed',
      'book',
      'booking',
    ]);
    expect(left(story)).toEqual([]);
  });

  it.each([
    ['empty', ''],
    ['without start event', tasks('a')],
  ])('should run if it is %s', async (_, content) => {
    // given
    const story = await givenXml(around(content));
    // when
    story.start();
    // then
    expect(story.completed.slice(-3)).toEqual(['trade', 'after', 'story']);
    expect(left(story)).toEqual([]);
  });

  it('should begin at its start event only', async () => {
    // given
    const story = await givenXml(
      around(
        `${starts('begin')}${tasks('a')}${ends('over')}${path(
          'begin',
          'a',
          'over',
        )}`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.completed).toEqual([
      'start',
      'begin',
      'a',
      'over',
      'trade',
      'after',
      'story',
    ]);
  });

  it('should undo again after a second round that was cancelled', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<exclusiveGateway id="again" />${transaction(
          `${starts('begin')}${undoable('a')}${cancelEnd('stop')}${path(
            'begin',
            'a',
            'stop',
          )}`,
        )}` +
          `<boundaryEvent id="cancelled" attachedToRef="trade"><cancelEventDefinition /></boundaryEvent><exclusiveGateway id="enough" default="enough-end" />${ends(
            'end',
          )}` +
          `${path('start', 'again', 'trade')}${path(
            'cancelled',
            'enough',
            'end',
          )}${flow('enough', 'again', '=n < 2')}`,
      ),
    );
    story.start({ n: 0 });
    // when
    for (const n of [1, 2]) {
      story.completeTask('a').completeTask('undo-a', { n });
    }
    // then
    expect(story.completed.filter(id => id === 'cancelled')).toHaveLength(2);
    expect(left(story)).toEqual([]);
  });
});
