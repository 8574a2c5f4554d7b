import { left } from '../testing/left';
import {
  definition,
  ends,
  signals,
  starts,
  subProcess,
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

describe('compensation event', () => {
  it.each([
    ['nothing has completed', ''],
    ['the one that is named has not', 'activityRef="a"'],
  ])('should go on at once if %s', async (_, attributes) => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<exclusiveGateway id="choose" default="choose-undo" />${undoable(
          'a',
        )}${tasks('plain')}${undo(attributes)}${path(
          'start',
          'plain',
          'choose',
          'undo',
        )}${flow('choose', 'a', '=false')}`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.completed.slice(-2)).toEqual(['undo', 'story']);
    expect(left(story)).toEqual([]);
  });

  it('should wait in an end event until all is undone', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${undoable('a')}${undoEnd()}${path(
          'start',
          'a',
          'undo',
        )}`,
      ),
    );
    story.start().completeTask('a');
    expect(story.state).toBe('active');
    // when
    story.completeTask('undo-a');
    // then
    expect(story.completed.slice(-3)).toEqual(['undo-a', 'undo', 'story']);
    expect(left(story)).toEqual([]);
  });

  describe('that nobody waits for', () => {
    it('should begin all handlers at once, last first, and let the thrower go on', async () => {
      // given
      const story = await givenXml(
        processXml(
          `${starts('start')}${undoable('a')}${undoable('b')}${undo(
            'waitForCompletion="false"',
          )}${userTasks('after')}${path('start', 'a', 'b', 'undo', 'after')}`,
        ),
      );
      story.start();
      // when
      complete(story, 'a', 'b');
      // then
      expect(story.completed).toContain('undo');
      expect(story.waits.map(({ elementId }) => elementId)).toEqual(
        expect.arrayContaining(['undo-b', 'undo-a', 'after']),
      );
      // when
      complete(story, 'after', 'undo-a');
      // then the process waits for what was begun
      expect(story.state).toBe('active');
      complete(story, 'undo-b');
      expect(left(story)).toEqual([]);
    });

    it('should go on at once if there is nothing to undo', async () => {
      // given
      const story = await givenXml(
        processXml(
          `${starts('start')}${undo('waitForCompletion="false"')}${tasks(
            'after',
          )}${path('start', 'undo', 'after')}`,
        ),
      );
      // when
      story.start();
      // then
      expect(story.completed).toEqual(['start', 'undo', 'after', 'story']);
    });
  });

  it('should be held by a handler that fails, until it is resolved', async () => {
    // given
    const handler =
      '<serviceTask id="undo-a" isForCompensation="true"><extensionElements><zeebe:taskDefinition type="undo" retries="1" /></extensionElements></serviceTask>';
    const story = await givenXml(
      processXml(
        `${starts('start')}${userTasks('a')}${undoneBy(
          'a',
          handler,
        )}${undoEnd()}${path('start', 'a', 'undo')}`,
      ),
    );
    story.start().completeTask('a');
    // when
    story.failJob('undo-a');
    // then
    expect(story.incidents).toMatchObject([
      { kind: 'jobFailed', elementId: 'undo-a' },
    ]);
    expect(story.completed).not.toContain('undo');
    // when
    story.resolve().completeJob('undo-a');
    // then
    expect(left(story)).toEqual([]);
  });

  it('should be thrown away when the instance is cancelled meanwhile', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${undoable('a')}${undoable('b')}${undoEnd()}${path(
          'start',
          'a',
          'b',
          'undo',
        )}`,
      ),
    );
    story.start();
    complete(story, 'a', 'b');
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(story.terminated).toEqual(['undo-b', 'undo', 'story']);
    expect(left(story)).toEqual([]);
  });

  it('should undo two things at once if two ends throw', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<parallelGateway id="fork" />${undoable(
          'a',
        )}${undoable('b')}${undoEnd('', 'one')}${undoEnd('', 'two')}${path(
          'start',
          'a',
          'b',
          'fork',
          'one',
        )}${path('fork', 'two')}`,
      ),
    );
    story.start();
    // when
    complete(story, 'a', 'b');
    // then
    expect(story.waiting).toEqual(['undo-a', 'undo-b']);
    // when
    complete(story, 'undo-a');
    expect(story.completed).toContain('two');
    expect(story.completed).not.toContain('one');
    complete(story, 'undo-b');
    // then
    expect(left(story)).toEqual([]);
  });

  it('should be begun by an interrupting event sub-process for what its scope has completed', async () => {
    // given
    const reaction = `<startEvent id="stopped">${definition(
      'signal',
      'stop',
    )}</startEvent>${undoEnd('', 'undo-all')}${path('stopped', 'undo-all')}`;
    const story = await givenXml(
      processXml(
        `${starts('start')}${undoable('a')}${userTasks('b')}${ends(
          'end',
        )}${path(
          'start',
          'a',
          'b',
          'end',
        )}<subProcess id="react" triggeredByEvent="true">${reaction}</subProcess>`,
        signals('stop'),
      ),
    );
    story.start().completeTask('a');
    // when
    story.broadcast('stop');
    // then
    expect(story.terminated).toEqual(['b']);
    expect(story.waiting).toEqual(['undo-a']);
    // when
    complete(story, 'undo-a');
    // then
    expect(left(story)).toEqual([]);
  });

  it('should remember nothing once the process is over', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${undoable('a')}${ends('end')}${path(
          'start',
          'a',
          'end',
        )}`,
      ),
    );
    // when
    story.start().completeTask('a');
    // then
    expect(left(story)).toEqual([]);
  });

  it('should undo in a sub-process only what is in it', async () => {
    // given
    const inner = `${starts('begin')}${undoable('b')}${undoEnd()}${path(
      'begin',
      'b',
      'undo',
    )}`;
    const story = await givenXml(
      processXml(
        `${starts('start')}${undoable('a')}${subProcess('sub', inner)}${tasks(
          'after',
        )}${path('start', 'a', 'sub', 'after')}`,
      ),
    );
    story.start();
    // when
    complete(story, 'a', 'b', 'undo-b');
    // then
    expect(story.completed).not.toContain('undo-a');
    expect(left(story)).toEqual([]);
  });
});
