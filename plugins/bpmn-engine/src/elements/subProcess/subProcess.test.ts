import { left } from '../../testing/left';
import {
  boundary,
  definition,
  ends,
  errors,
  starts,
  subProcess,
  tasks,
  timerDefinition,
  userTasks,
} from '../../testing/parts';
import { flow, path, processXml } from '../../testing/picture';
import { given, givenXml } from '../../testing/scenario';

const inProcess = (sub: string, around = '') =>
  processXml(
    `${starts('start')}${sub}${ends('end')}${path('start', 'sub', 'end')}`,
    around,
  );

const mapping = (inner: string) =>
  `<extensionElements><zeebe:ioMapping>${inner}</zeebe:ioMapping></extensionElements>`;

describe('sub-process', () => {
  it('should begin at its start event and complete when nothing is left in it', async () => {
    // given
    const story = await given(__dirname, 'nested.bpmn');
    // when
    story.start();
    // then
    expect(story.waiting).toEqual(['pack']);
    expect(story.completed).toEqual(['start', 'outer-start', 'inner-start']);
    // when
    story.completeTask('pack');
    // then
    expect(story.waiting).toEqual(['send']);
    expect(story.completed.slice(3)).toEqual(['pack', 'inner-end', 'inner']);
    // when
    story.completeTask('send');
    // then
    expect(story.completed.slice(6)).toEqual([
      'send',
      'outer-end',
      'outer',
      'end',
      'nested',
    ]);
    expect(left(story)).toEqual([]);
  });

  it('should be active while something runs in it', async () => {
    // given
    const story = await given(__dirname, 'nested.bpmn');
    // when
    story.start();
    // then
    expect(
      Array.from(story.instance.rows.elements.values(), row => [
        row.elementId,
        row.lifecycle,
      ]),
    ).toEqual([
      ['nested', 'active'],
      ['outer', 'active'],
      ['inner', 'active'],
      ['pack', 'active'],
    ]);
  });

  it('should be terminated from the inside out', async () => {
    // given
    const story = await given(__dirname, 'nested.bpmn');
    story.start();
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(story.terminated).toEqual(['pack', 'inner', 'outer', 'nested']);
    expect(left(story)).toEqual([]);
  });

  it('should wait for all of its branches', async () => {
    // given
    const story = await givenXml(
      inProcess(
        subProcess(
          'sub',
          `${starts('begin')}<parallelGateway id="fork" />${userTasks(
            'a',
            'b',
          )}${ends('a-end')}${path('begin', 'fork', 'a', 'a-end')}${path(
            'fork',
            'b',
          )}`,
        ),
      ),
    );
    story.start().completeTask('a');
    expect(story.completed).not.toContain('sub');
    // when
    story.completeTask('b');
    // then
    expect(left(story)).toEqual([]);
  });

  it('should complete at once if it is empty', async () => {
    // given
    const story = await givenXml(inProcess(subProcess('sub', '')));
    // when
    story.start();
    // then
    expect(story.completed).toEqual(['start', 'sub', 'end', 'story']);
    expect(left(story)).toEqual([]);
  });

  it('should begin with all that nothing leads to if it has no start event', async () => {
    // given
    const story = await givenXml(
      inProcess(
        subProcess(
          'sub',
          `${userTasks('a', 'b', 'c')}${path('b', 'c')}${boundary(
            { id: 'late', on: 'a', to: 'c' },
            timerDefinition('PT1H'),
          )}` + '<userTask id="undo" isForCompensation="true" />',
        ),
      ),
    );
    // when
    story.start();
    // then
    expect(story.waiting).toEqual(['a', 'b', 'late']);
    // when
    story.completeTask('a').completeTask('b').completeTask('c');
    // then
    expect(left(story)).toEqual([]);
  });

  it('should begin at each of its start events', async () => {
    // given
    const story = await givenXml(
      inProcess(
        subProcess(
          'sub',
          `${starts('one', 'two')}${userTasks('a', 'b')}${path(
            'one',
            'a',
          )}${path('two', 'b')}`,
        ),
      ),
    );
    // when
    story.start();
    // then
    expect(story.waiting).toEqual(['a', 'b']);
  });

  it('should run fifty levels deep', async () => {
    // given
    const DEPTH = 50;
    let content = userTasks('deepest');
    for (let level = DEPTH; level >= 1; level--) {
      content = subProcess(
        level === 1 ? 'sub' : `sub-${level}`,
        `${
          level === DEPTH
            ? content
            : starts(`s-${level}`) +
              content +
              path(`s-${level}`, `sub-${level + 1}`)
        }`,
      );
    }
    const story = await givenXml(inProcess(content));
    // when
    story.start({ depth: 0 });
    // then
    expect(story.instance.rows.elements.size).toBe(DEPTH + 2);
    // when a result leaves, it goes all the way up
    story.completeTask('deepest', { depth: DEPTH, other: 1 });
    // then
    expect(story.variables).toEqual({ depth: DEPTH, other: 1 });
    expect(story.completed.slice(-4)).toEqual(['sub-2', 'sub', 'end', 'story']);
    expect(left(story)).toEqual([]);
  });

  it('should be terminated from fifty levels by an error that is caught around it', async () => {
    // given
    const DEPTH = 50;
    let content = userTasks('deepest');
    for (let level = DEPTH; level >= 1; level--) {
      content = subProcess(level === 1 ? 'sub' : `sub-${level}`, content);
    }
    const story = await givenXml(
      inProcess(
        `${content}${tasks('instead')}${boundary(
          { id: 'bad', on: 'sub', to: 'instead' },
          definition('error', 'E'),
        )}`,
        errors('E'),
      ),
    );
    story.start();
    // when
    story.throwError('deepest', 'E');
    // then
    expect(story.terminated).toHaveLength(DEPTH + 1);
    expect(story.terminated[0]).toBe('deepest');
    expect(story.terminated[DEPTH]).toBe('sub');
    expect(story.completed).toContain('instead');
    expect(left(story)).toEqual([]);
  });

  describe('variables', () => {
    const sub = (io: string) =>
      inProcess(subProcess('sub', `${io}${userTasks('work')}`));

    it('should keep inputs inside', async () => {
      // given
      const story = await givenXml(
        sub(mapping('<zeebe:input source="=x + 1" target="y" />')),
      );
      story.start({ x: 1 });
      expect(story.seenBy('work', 'y')).toBe(2);
      // when
      story.completeTask('work', { y: 3, z: 4 });
      // then
      expect(story.variables).toEqual({ x: 1, z: 4 });
    });

    it('should let outputs leave when it completes', async () => {
      // given
      const story = await givenXml(
        sub(
          mapping(
            '<zeebe:input source="=0" target="y" /><zeebe:output source="=y * 10" target="result" />',
          ),
        ),
      );
      story.start();
      // when
      story.completeTask('work', { y: 3 });
      // then
      expect(story.variables).toEqual({ result: 30 });
    });

    it('should raise an incident if an input cannot be mapped, and begin when it is resolved', async () => {
      // given
      const story = await givenXml(
        sub(mapping('<zeebe:input source="=x + 1" target="y" />')),
      );
      // when
      story.start();
      // then
      expect(story.incidents).toMatchObject([
        { kind: 'mappingFailed', elementId: 'sub' },
      ]);
      expect(story.waits).toEqual([]);
      // when
      story.resolve({ x: 1 });
      // then
      expect(story.waiting).toEqual(['work']);
      story.completeTask('work');
      expect(left(story)).toEqual([]);
    });

    it('should raise an incident if an output cannot be mapped, and complete once when it is resolved', async () => {
      // given
      const story = await givenXml(
        sub(mapping('<zeebe:output source="=x + 1" target="y" />')),
      );
      story.start();
      // when
      story.completeTask('work');
      // then
      expect(story.incidents).toMatchObject([
        { kind: 'mappingFailed', elementId: 'sub' },
      ]);
      expect(story.completed).toEqual(['start', 'work']);
      // when
      story.resolve({ x: 1 });
      // then
      expect(story.variables).toEqual({ x: 1, y: 2 });
      expect(story.completed).toEqual(['start', 'work', 'sub', 'end', 'story']);
      expect(left(story)).toEqual([]);
    });
  });

  it('should choose flows by their conditions when it completes', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess('sub', userTasks('work'))}${tasks(
          'a',
          'b',
        )}${path('start', 'sub')}${flow('sub', 'a', '=x > 1')}${flow(
          'sub',
          'b',
          '=x <= 1',
        )}`,
      ),
    );
    story.start({ x: 0 });
    // when
    story.completeTask('work', { x: 5 });
    // then
    expect(story.completed).toEqual(['start', 'work', 'sub', 'a', 'story']);
  });

  it('should end its branches, and no others, with a terminate end event', async () => {
    // given
    const inner = `${starts('begin')}<parallelGateway id="fork" />${userTasks(
      'a',
      'b',
    )}<endEvent id="all"><terminateEventDefinition /></endEvent>${path(
      'begin',
      'fork',
      'a',
      'all',
    )}${path('fork', 'b')}`;
    const story = await givenXml(
      processXml(
        `${starts('start')}<parallelGateway id="two" />${subProcess(
          'sub',
          inner,
        )}${tasks('after')}${userTasks('beside')}${path(
          'start',
          'two',
          'sub',
          'after',
        )}${path('two', 'beside')}`,
      ),
    );
    story.start();
    // when
    story.completeTask('a');
    // then
    expect(story.terminated).toEqual(['b']);
    expect(story.completed.slice(-4)).toEqual(['a', 'all', 'sub', 'after']);
    expect(story.waiting).toEqual(['beside']);
  });

  it('should be entered anew by every token', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<parallelGateway id="fork" /><exclusiveGateway id="merge" />${subProcess(
          'sub',
          userTasks('work'),
        )}` +
          `${tasks('a', 'b')}${path(
            'start',
            'fork',
            'a',
            'merge',
            'sub',
          )}${path('fork', 'b', 'merge')}`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.waiting).toEqual(['work', 'work']);
    // when
    story.completeTask('work').completeTask('work');
    // then
    expect(story.completed.filter(id => id === 'sub')).toHaveLength(2);
    expect(left(story)).toEqual([]);
  });
});
