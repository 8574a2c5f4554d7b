import { left } from '../../testing/left';
import {
  boundary,
  definition,
  ends,
  errors,
  eventSubProcess,
  signals,
  starts,
  subProcess,
  tasks,
  userTasks,
} from '../../testing/parts';
import { flow, path, processXml } from '../../testing/picture';
import { given, givenXml, type Scenario } from '../../testing/scenario';

/** A fork into `a`, which leads to the join, and something else. */
const forked = (rest: string, around = '') =>
  processXml(
    `${starts(
      'start',
    )}<parallelGateway id="fork" /><inclusiveGateway id="join" />${userTasks(
      'a',
    )}${ends('end')}` + `${path('start', 'fork', 'a', 'join', 'end')}${rest}`,
    around,
  );

const joins = ({ completed }: Scenario) =>
  completed.filter(id => id === 'join').length;

describe('inclusive gateway that joins by reachability', () => {
  describe('boundary events', () => {
    it('should wait for a task from which only a boundary event leads to it', async () => {
      // given
      const story = await given(__dirname, 'boundaryEvent.bpmn');
      story.start();
      // when
      story.completeTask('a');
      // then
      expect(joins(story)).toBe(0);
      // when
      story.advance(3_600_000);
      // then
      expect(story.terminated).toEqual(['b']);
      expect(story.waiting).toEqual(['c']);
      expect(joins(story)).toBe(0);
      // when
      story.completeTask('c');
      // then
      expect(joins(story)).toBe(1);
      expect(left(story)).toEqual([]);
    });

    it('should go on when the boundary event can no longer happen', async () => {
      // given
      const story = await given(__dirname, 'boundaryEvent.bpmn');
      story.start().completeTask('a');
      // when
      story.completeTask('b');
      // then
      expect(joins(story)).toBe(1);
      expect(left(story)).toEqual([]);
    });

    it('should wait for both the task and what its non-interrupting event began', async () => {
      // given
      const story = await givenXml(
        forked(
          `${userTasks('b', 'c')}${path('fork', 'b', 'join')}${path(
            'c',
            'join',
          )}${boundary(
            { id: 'ping', on: 'b', to: 'c', interrupts: false },
            definition('signal', 'go'),
          )}`,
          signals('go'),
        ),
      );
      story.start().broadcast('go');
      // when
      story.completeTask('a').completeTask('b');
      // then
      expect(joins(story)).toBe(0);
      // when
      story.completeTask('c');
      // then
      expect(joins(story)).toBe(1);
      expect(left(story)).toEqual([]);
    });

    it('should go on when what it waited for was interrupted and leads elsewhere', async () => {
      // given
      const story = await givenXml(
        forked(
          `${userTasks('b', 'c')}${path('fork', 'b', 'join')}${boundary(
            { id: 'bad', on: 'b', to: 'c' },
            definition('error', 'E'),
          )}`,
          errors('E'),
        ),
      );
      story.start().completeTask('a');
      // when
      story.throwError('b', 'E');
      // then
      expect(joins(story)).toBe(1);
      expect(story.waiting).toEqual(['c']);
    });
  });

  it('should wait for a token that will come by a link', async () => {
    // given
    const story = await givenXml(
      forked(
        `${userTasks(
          'b',
        )}<intermediateThrowEvent id="jump"><linkEventDefinition name="L" /></intermediateThrowEvent>` +
          `<intermediateCatchEvent id="land"><linkEventDefinition name="L" /></intermediateCatchEvent>` +
          `${path('fork', 'b', 'jump')}${path('land', 'join')}`,
      ),
    );
    story.start().completeTask('a');
    expect(joins(story)).toBe(0);
    // when
    story.completeTask('b');
    // then
    expect(joins(story)).toBe(1);
    expect(left(story)).toEqual([]);
  });

  it('should not wait for a token that will leave by a link of another name', async () => {
    // given
    const link = (kind: string, id: string, name: string) =>
      `<intermediate${kind}Event id="${id}"><linkEventDefinition name="${name}" /></intermediate${kind}Event>`;
    const story = await givenXml(
      forked(
        `${userTasks('b', 'c')}${tasks('d')}${link('Throw', 'out', 'M')}${link(
          'Catch',
          'away',
          'M',
        )}${link('Throw', 'jump', 'L')}${link('Catch', 'land', 'L')}` +
          `<exclusiveGateway id="choose" default="choose-c" />${path(
            'fork',
            'b',
            'out',
          )}${path('fork', 'choose', 'c')}${flow('choose', 'jump', '=false')}` +
          `${path('land', 'join')}${path('away', 'd')}`,
      ),
    );
    story.start();
    // when
    story.completeTask('a');
    // then
    expect(joins(story)).toBe(1);
    expect(story.waiting).toEqual(['b', 'c']);
  });

  describe('loops', () => {
    it('should wait for a token that goes round before it comes', async () => {
      // given
      const story = await givenXml(
        forked(
          `<exclusiveGateway id="again" /><exclusiveGateway id="enough" default="enough-again" />${userTasks(
            'b',
          )}` +
            `${path('fork', 'again', 'b', 'enough', 'again')}${flow(
              'enough',
              'join',
              '=done',
            )}`,
        ),
      );
      story.start({ done: false }).completeTask('a');
      // when
      story.completeTask('b').completeTask('b');
      // then
      expect(joins(story)).toBe(0);
      // when
      story.completeTask('b', { done: true });
      // then
      expect(joins(story)).toBe(1);
      expect(left(story)).toEqual([]);
    });

    it('should be the beginning of a loop, and not wait for what it will itself send back', async () => {
      // given
      const story = await givenXml(
        processXml(
          `${starts(
            'start',
          )}<inclusiveGateway id="join" /><exclusiveGateway id="enough" default="enough-join" />${userTasks(
            'work',
          )}${ends('end')}` +
            `${path('start', 'join', 'work', 'enough', 'join')}${flow(
              'enough',
              'end',
              '=done',
            )}`,
        ),
      );
      // when
      story.start({ done: false });
      // then
      expect(story.waiting).toEqual(['work']);
      // when
      story.completeTask('work').completeTask('work', { done: true });
      // then
      expect(joins(story)).toBe(2);
      expect(left(story)).toEqual([]);
    });

    it('should choose and join anew in every round', async () => {
      // given
      const story = await givenXml(
        processXml(
          `${starts(
            'start',
          )}<exclusiveGateway id="again" /><inclusiveGateway id="choose" /><inclusiveGateway id="join" /><exclusiveGateway id="enough" default="enough-again" />` +
            `${userTasks('a', 'b')}${ends('end')}${path(
              'start',
              'again',
              'choose',
            )}${flow('choose', 'a', '=a')}${flow('choose', 'b', '=b')}` +
            `${path('a', 'join', 'enough', 'again')}${path('b', 'join')}${flow(
              'enough',
              'end',
              '=done',
            )}`,
        ),
      );
      story.start({ a: true, b: true, done: false });
      // when
      story.completeTask('a').completeTask('b', { b: false });
      // then
      expect(story.waiting).toEqual(['a']);
      // when
      story.completeTask('a', { a: false, b: true });
      story.completeTask('b', { done: true });
      // then
      expect(joins(story)).toBe(3);
      expect(left(story)).toEqual([]);
    });
  });

  describe('scopes', () => {
    it('should wait for a sub-process as long as anything runs in it', async () => {
      // given
      const story = await givenXml(
        forked(
          subProcess(
            'outer',
            subProcess('inner', userTasks('b', 'c') + path('b', 'c')),
          ) + path('fork', 'outer', 'join'),
        ),
      );
      story.start().completeTask('a').completeTask('b');
      expect(joins(story)).toBe(0);
      // when
      story.completeTask('c');
      // then
      expect(joins(story)).toBe(1);
      expect(left(story)).toEqual([]);
    });

    it('should not wait in a sub-process for what happens around it', async () => {
      // given
      const inner =
        `${starts(
          'begin',
        )}<inclusiveGateway id="choose" default="choose-y" /><inclusiveGateway id="join" />${tasks(
          'x',
          'y',
        )}` +
        `${path('begin', 'choose', 'y', 'join')}${flow(
          'choose',
          'x',
          '=true',
        )}${path('x', 'join')}`;
      const story = await givenXml(
        processXml(
          `${starts('start')}<parallelGateway id="fork" />${subProcess(
            'sub',
            inner,
          )}${userTasks('a')}${path('start', 'fork', 'sub')}${path(
            'fork',
            'a',
          )}`,
        ),
      );
      // when
      story.start();
      // then
      expect(joins(story)).toBe(1);
      expect(story.completed).toContain('sub');
      expect(story.waiting).toEqual(['a']);
    });

    it('should join in an event sub-process', async () => {
      // given
      const content =
        `<startEvent id="go-start" isInterrupting="false">${definition(
          'signal',
          'go',
        )}</startEvent><parallelGateway id="fork" /><inclusiveGateway id="join" />` +
        `${userTasks('a', 'b')}${path('go-start', 'fork', 'a', 'join')}${path(
          'fork',
          'b',
          'join',
        )}`;
      const story = await givenXml(
        processXml(
          `${starts('start')}${userTasks('wait')}${path(
            'start',
            'wait',
          )}<subProcess id="go" triggeredByEvent="true">${content}</subProcess>`,
          signals('go'),
        ),
      );
      story.start().broadcast('go').completeTask('a');
      expect(joins(story)).toBe(0);
      // when
      story.completeTask('b');
      // then
      expect(joins(story)).toBe(1);
      expect(story.waiting).toEqual(['go-start', 'wait']);
    });

    it('should not wait for an event sub-process that runs beside it', async () => {
      // given
      const story = await givenXml(
        forked(
          `${userTasks('b')}${path('fork', 'b', 'join')}${eventSubProcess(
            { id: 'go', interrupts: false },
            definition('signal', 'go'),
          )}`,
          signals('go'),
        ),
      );
      story.start().broadcast('go');
      // when
      story.completeTask('a').completeTask('b');
      // then
      expect(joins(story)).toBe(1);
      expect(story.waiting).toEqual(['go-start', 'go-task']);
    });
  });
});
