import { left } from '../../testing/left';
import {
  ends,
  starts,
  subProcess,
  tasks,
  userTasks,
} from '../../testing/parts';
import { flow, path, processXml } from '../../testing/picture';
import { given, givenXml } from '../../testing/scenario';

describe('parallel gateway', () => {
  it('should take every flow out, in order', async () => {
    // given
    const story = await given(__dirname, 'forkAndJoin.bpmn');
    // when
    story.start();
    // then
    expect(story.taken).toEqual([
      'start-fork',
      'fork-pack',
      'fork-bill',
      'fork-thank',
    ]);
    expect(story.waiting).toEqual(['bill', 'pack', 'thank']);
  });

  it.each([
    [['pack', 'bill', 'thank']],
    [['thank', 'pack', 'bill']],
    [['bill', 'thank', 'pack']],
  ])(
    'should go on once every flow in has brought a token, in whatever order: %j',
    async order => {
      // given
      const story = await given(__dirname, 'forkAndJoin.bpmn');
      story.start();
      // when
      story.completeTask(order[0]).completeTask(order[1]);
      // then
      expect(story.completed).not.toContain('join');
      expect(story.waiting).toEqual([order[2]]);
      expect(story.state).toBe('active');
      // when
      story.completeTask(order[2]);
      // then
      expect(story.completed).toEqual([
        'start',
        'fork',
        ...order,
        'join',
        'end',
        'forkAndJoin',
      ]);
      expect(left(story)).toEqual([]);
    },
  );

  it('should consume one token of each flow when it is entered', async () => {
    // given
    const story = await given(__dirname, 'forkAndJoin.bpmn');
    story.start().completeTask('pack').completeTask('bill');
    // when
    story.completeTask('thank');
    // then
    expect(
      story.history.filter(
        change =>
          change.type === 'elementEntered' && change.elementId === 'join',
      ),
    ).toMatchObject([{ flowIds: ['pack-join', 'bill-join', 'thank-join'] }]);
  });

  it('should count distinct flows, not tokens', async () => {
    // given
    const story = await given(__dirname, 'oneFlowTwice.bpmn');
    story.start();
    // when
    story.completeTask('a').completeTask('b');
    // then
    expect(story.completed).not.toContain('join');
    // when
    story.completeTask('c');
    // then
    expect(story.completed.filter(id => id === 'after')).toHaveLength(1);
    expect(story.waits).toEqual([]);
  });

  it('should keep a token that is left over for the next time, and its scope open', async () => {
    // given
    const story = await given(__dirname, 'oneFlowTwice.bpmn');
    story.start();
    // when
    story.completeTask('a').completeTask('b').completeTask('c');
    // then
    const { rows } = story.instance;
    expect(story.state).toBe('active');
    expect(rows.tokensAt(rows.instanceRow!.rootKey, 'join')).toEqual(
      new Map([['merge-join', 1]]),
    );
  });

  it('should drop the tokens that wait at it when the instance is cancelled', async () => {
    // given
    const story = await given(__dirname, 'oneFlowTwice.bpmn');
    story.start().completeTask('a').completeTask('b');
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(story.history).toContainEqual(
      expect.objectContaining({
        type: 'tokensConsumed',
        joinId: 'join',
        flowIds: ['merge-join', 'merge-join'],
      }),
    );
    expect(left(story)).toEqual([]);
  });

  it('should join two rounds one after the other when both flows bring two tokens', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<parallelGateway id="fork" /><exclusiveGateway id="one" /><exclusiveGateway id="two" /><parallelGateway id="join" />` +
          `${userTasks('a', 'b', 'c', 'd')}${tasks('after')}` +
          `${path('start', 'fork', 'a', 'one', 'join', 'after')}${path(
            'fork',
            'b',
            'one',
          )}${path('fork', 'c', 'two', 'join')}${path('fork', 'd', 'two')}`,
      ),
    );
    story.start().completeTask('a').completeTask('b').completeTask('c');
    expect(story.completed.filter(id => id === 'after')).toHaveLength(1);
    // when
    story.completeTask('d');
    // then
    expect(story.completed.filter(id => id === 'after')).toHaveLength(2);
    expect(left(story)).toEqual([]);
  });

  it('should ignore conditions on its flows', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<parallelGateway id="fork" />${tasks(
          'a',
          'b',
        )}${path('start', 'fork')}` +
          `${flow('fork', 'a', '=false')}${flow('fork', 'b', '=unknown')}`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.completed).toEqual(['start', 'fork', 'a', 'b', 'story']);
    expect(story.incidents).toEqual([]);
  });

  it('should join and split in one', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<parallelGateway id="fork" /><parallelGateway id="both" />${userTasks(
          'a',
          'b',
        )}${tasks('c', 'd')}` +
          `${path('start', 'fork', 'a', 'both', 'c')}${path(
            'fork',
            'b',
            'both',
            'd',
          )}`,
      ),
    );
    story.start().completeTask('a');
    expect(story.completed).toEqual(['start', 'fork', 'a']);
    // when
    story.completeTask('b');
    // then
    expect(story.completed.slice(3)).toEqual(['b', 'both', 'c', 'd', 'story']);
  });

  it('should join again in every round of a loop', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<exclusiveGateway id="again" /><parallelGateway id="fork" /><parallelGateway id="join" />` +
          `<exclusiveGateway id="enough" default="enough-again" />${userTasks(
            'a',
            'b',
          )}${ends('end')}` +
          `${path(
            'start',
            'again',
            'fork',
            'a',
            'join',
            'enough',
            'again',
          )}${path('fork', 'b', 'join')}${flow('enough', 'end', '=done')}`,
      ),
    );
    story.start({ done: false });
    // when
    for (const round of [1, 2, 3]) {
      story.completeTask('a').completeTask('b', { done: round === 3 });
    }
    // then
    expect(story.completed.filter(id => id === 'join')).toHaveLength(3);
    expect(left(story)).toEqual([]);
  });

  it('should keep the tokens of sub-process instances apart', async () => {
    // given
    const inner =
      `${starts(
        'begin',
      )}<parallelGateway id="fork" /><parallelGateway id="join" />${userTasks(
        'a',
        'b',
      )}${ends('over')}` +
      `${path('begin', 'fork', 'a', 'join', 'over')}${path(
        'fork',
        'b',
        'join',
      )}`;
    const twice =
      '<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>';
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess('sub', twice + inner)}${path(
          'start',
          'sub',
        )}`,
      ),
    );
    story.start();
    // when one instance completes a, the other one b
    const [first, second] = story.waits.filter(wait => wait.elementId === 'a');
    const [, b] = story.waits.filter(wait => wait.elementId === 'b');
    story.send({ type: 'fulfilWait', waitKey: first.key });
    story.send({ type: 'fulfilWait', waitKey: b.key });
    // then
    expect(story.completed).not.toContain('join');
    // when
    story.send({ type: 'fulfilWait', waitKey: second.key });
    story.completeTask('b');
    // then
    expect(story.completed.filter(id => id === 'join')).toHaveLength(2);
    expect(left(story)).toEqual([]);
  });

  it('should wait for good for a token that cannot come, without ending the process', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<exclusiveGateway id="choose" default="choose-b" /><parallelGateway id="join" />${tasks(
          'a',
          'b',
          'after',
        )}` +
          `${path('start', 'choose', 'b', 'join', 'after')}${flow(
            'choose',
            'a',
            '=false',
          )}${path('a', 'join')}`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.state).toBe('active');
    expect(story.completed).not.toContain('after');
  });
});
