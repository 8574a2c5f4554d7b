import { left } from '../../testing/left';
import {
  boundary,
  definition,
  errors,
  starts,
  subProcess,
  tasks,
  userTasks,
} from '../../testing/parts';
import { flow, path, processXml } from '../../testing/picture';
import { given, givenXml, type Scenario } from '../../testing/scenario';

const gateway = (condition = '', attributes = '') =>
  `<complexGateway id="join" ${attributes}>${
    condition &&
    `<activationCondition>${condition.replace(
      /</g,
      '&lt;',
    )}</activationCondition>`
  }</complexGateway>`;

const times = ({ completed }: Scenario, wanted: string) =>
  completed.filter(id => id === wanted).length;

describe('complex gateway', () => {
  it('should go on as soon as its condition is true, and swallow the late token', async () => {
    // given
    const story = await given(__dirname, 'twoOfThree.bpmn');
    story.start();
    // when
    story.completeTask('cleo');
    // then
    expect(story.waiting).toEqual(['anna', 'ben']);
    // when
    story.completeTask('anna');
    // then
    expect(story.waiting).toEqual(['ben', 'decide']);
    // when
    story.completeTask('ben');
    // then
    expect(times(story, 'two')).toBe(1);
    expect(story.waiting).toEqual(['decide']);
    // when
    story.completeTask('decide');
    // then
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });

  it('should keep the process running until the late token has come', async () => {
    // given
    const story = await given(__dirname, 'twoOfThree.bpmn');
    story.start();
    // when
    story.completeTask('anna').completeTask('ben').completeTask('decide');
    // then
    expect(story.state).toBe('active');
    // when
    story.completeTask('cleo');
    // then
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });

  it('should say that it has been activated, and that it starts afresh', async () => {
    // given
    const story = await given(__dirname, 'twoOfThree.bpmn');
    story.start().completeTask('anna').completeTask('ben');
    // when
    story.completeTask('cleo');
    // then
    const scopeKey = story.instance.rows.instanceRow!.rootKey;
    expect(
      story.history.filter(
        ({ type }) => type === 'gatewayReset' || type === 'tokensConsumed',
      ),
    ).toEqual([
      {
        type: 'gatewayReset',
        scopeKey,
        elementId: 'two',
        usedFlowIds: ['anna-two', 'ben-two'],
      },
      {
        type: 'tokensConsumed',
        scopeKey,
        joinId: 'two',
        flowIds: ['cleo-two'],
      },
      { type: 'gatewayReset', scopeKey, elementId: 'two' },
    ]);
  });

  it('should wait for every late token before it starts afresh', async () => {
    // given the first one is enough
    const story = await givenXml(
      processXml(
        `${starts('start')}<parallelGateway id="fork" />${gateway(
          '=activationCount = 1',
        )}${userTasks('a', 'b', 'c')}${tasks('after')}` +
          `${path('start', 'fork', 'a', 'join', 'after')}${path(
            'fork',
            'b',
            'join',
          )}${path('fork', 'c', 'join')}`,
      ),
    );
    story.start().completeTask('b');
    expect(times(story, 'after')).toBe(1);
    // when
    story.completeTask('a');
    // then
    expect(
      story.history.filter(({ type }) => type === 'tokensConsumed'),
    ).toEqual([]);
    expect(story.state).toBe('active');
    // when
    story.completeTask('c');
    // then
    expect(times(story, 'after')).toBe(1);
    expect(left(story)).toEqual([]);
  });

  it('should wait for all that can come if it has no condition', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<inclusiveGateway id="choose" />${gateway()}${userTasks(
          'a',
          'b',
        )}${tasks('c', 'after')}${path('start', 'choose')}` +
          `${flow('choose', 'a', '=true')}${flow('choose', 'b', '=true')}${flow(
            'choose',
            'c',
            '=false',
          )}${path('a', 'join', 'after')}${path('b', 'join')}${path(
            'c',
            'join',
          )}`,
      ),
    );
    story.start().completeTask('a');
    expect(times(story, 'after')).toBe(0);
    // when
    story.completeTask('b');
    // then
    expect(times(story, 'after')).toBe(1);
    expect(left(story)).toEqual([]);
  });

  it('should read variables in its condition', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<parallelGateway id="fork" />${gateway(
          '=activationCount >= needed',
        )}${userTasks('a', 'b', 'c')}${tasks('after')}` +
          `${path('start', 'fork', 'a', 'join', 'after')}${path(
            'fork',
            'b',
            'join',
          )}${path('fork', 'c', 'join')}`,
      ),
    );
    story.start({ needed: 3 });
    // when
    story.completeTask('a').completeTask('b');
    // then
    expect(times(story, 'after')).toBe(0);
    // when
    story.completeTask('c');
    // then
    expect(times(story, 'after')).toBe(1);
    expect(left(story)).toEqual([]);
  });

  it('should count tokens, also several of one flow', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<parallelGateway id="fork" /><exclusiveGateway id="merge" />${gateway(
          '=activationCount = 2',
        )}${userTasks('a', 'b', 'c')}${tasks('after')}` +
          `${path('start', 'fork', 'a', 'merge', 'join', 'after')}${path(
            'fork',
            'b',
            'merge',
          )}${path('fork', 'c', 'join')}`,
      ),
    );
    story.start().completeTask('a');
    expect(times(story, 'after')).toBe(0);
    // when
    story.completeTask('b');
    // then
    expect(times(story, 'after')).toBe(1);
  });

  it('should take every flow out whose condition is true, else the default one', async () => {
    // given
    const xml = processXml(
      `${starts('start')}${gateway('', 'default="join-c"')}${tasks(
        'a',
        'b',
        'c',
      )}${path('start', 'join')}` +
        `${flow('join', 'a', '=x > 1')}${flow('join', 'b', '=x > 2')}${flow(
          'join',
          'c',
        )}`,
    );
    const many = await givenXml(xml);
    const none = await givenXml(xml);
    // when
    many.start({ x: 3 });
    none.start({ x: 0 });
    // then
    expect(many.completed).toEqual(['start', 'join', 'a', 'b', 'story']);
    expect(none.completed).toEqual(['start', 'join', 'c', 'story']);
  });

  it('should raise an incident if no flow out can be taken', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${gateway()}${tasks('a', 'b')}${path(
          'start',
          'join',
        )}${flow('join', 'a', '=x > 1')}${flow('join', 'b', '=x > 2')}`,
      ),
    );
    // when
    story.start({ x: 0 });
    // then
    expect(story.incidents).toMatchObject([
      { kind: 'noFlowChosen', elementId: 'join' },
    ]);
    // when
    story.resolve({ x: 2 });
    // then
    expect(story.completed).toEqual(['start', 'join', 'a', 'story']);
  });

  describe('whose condition cannot be evaluated', () => {
    const xml = processXml(
      `${starts('start')}<parallelGateway id="fork" />${gateway(
        '=activationCount >= needed',
      )}${userTasks('a', 'b')}${tasks('after')}` +
        `${path('start', 'fork', 'a', 'join', 'after')}${path(
          'fork',
          'b',
          'join',
        )}`,
    );

    it('should raise one incident, and go on when it is resolved', async () => {
      // given
      const story = await givenXml(xml);
      story.start();
      // when
      story.completeTask('a');
      // then
      expect(story.incidents).toMatchObject([{ kind: 'expressionFailed' }]);
      // when
      story.resolve({ needed: 1 });
      // then
      expect(times(story, 'after')).toBe(1);
      expect(story.incidents).toEqual([]);
    });

    it('should go on when the last of its incidents is resolved', async () => {
      // given
      const story = await givenXml(xml);
      story.start().completeTask('a');
      // when
      while (story.incidents.length > 0) {
        story.resolve({ needed: 1 });
      }
      // then
      expect(times(story, 'after')).toBe(1);
      // when
      story.completeTask('b');
      // then
      expect(times(story, 'after')).toBe(1);
      expect(left(story)).toEqual([]);
    });
  });

  it('should forget that it waits for late tokens when its scope is left', async () => {
    // given
    const inner = `${starts('begin')}<parallelGateway id="fork" />${gateway(
      '=activationCount >= 2',
    )}${userTasks('a', 'b', 'c')}${path('begin', 'fork', 'a', 'join')}${path(
      'fork',
      'b',
      'join',
    )}${path('fork', 'c', 'join')}`;
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess('sub', inner)}${tasks('instead')}${path(
          'start',
          'sub',
        )}${boundary(
          { id: 'bad', on: 'sub', to: 'instead' },
          definition('error', 'E'),
        )}`,
        errors('E'),
      ),
    );
    story.start().completeTask('a').completeTask('b');
    // when
    story.throwError('c', 'E');
    // then
    expect(story.completed).toContain('instead');
    expect(left(story)).toEqual([]);
  });
});
