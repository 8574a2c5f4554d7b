import { Rejection } from '../../command';
import { parse } from '../../parse';
import { activate, adHoc } from '../../testing/adHoc';
import { left } from '../../testing/left';
import {
  boundary,
  starts,
  subProcess,
  tasks,
  timerDefinition,
  userTasks,
} from '../../testing/parts';
import { path, processXml } from '../../testing/picture';
import { given, givenXml } from '../../testing/scenario';

describe('ad-hoc sub-process', () => {
  it('should begin with all that nothing leads to, and complete when all of it is done, in any order', async () => {
    // given
    const story = await given(__dirname, 'anyOrder.bpmn');
    // when
    story.start();
    // then
    expect(story.waiting).toEqual(['draft', 'draw', 'research']);
    // when
    story.completeTask('draw').completeTask('research').completeTask('check');
    // then
    expect(story.completed).not.toContain('write');
    // when
    story.completeTask('draft');
    // then
    expect(story.completed.slice(-4)).toEqual([
      'draft',
      'write',
      'end',
      'anyOrder',
    ]);
    expect(left(story)).toEqual([]);
  });

  it('should be terminated with all that runs in it', async () => {
    // given
    const story = await givenXml(
      adHoc({
        rest:
          tasks('instead') +
          boundary(
            { id: 'late', on: 'work', to: 'instead' },
            timerDefinition('PT1H'),
          ),
      }),
    );
    story.start().completeTask('b');
    // when
    story.advance(3_600_000);
    // then
    expect(story.terminated).toEqual(['c', 'a', 'work']);
    expect(story.completed).toContain('instead');
    expect(left(story)).toEqual([]);
  });

  it.each([
    ['a job type', '<zeebe:taskDefinition type="agent" />'],
    ['an output collection', '<zeebe:adHoc outputCollection="results" />'],
    ['an output element', '<zeebe:adHoc outputElement="=result" />'],
  ])('should be refused with %s, which is not executed', async (_, form) => {
    // given
    const xml = adHoc({
      content: `<extensionElements>${form}</extensionElements>${userTasks(
        'a',
      )}`,
    });
    // when
    const { problems, definition } = await parse(xml);
    // then
    expect(definition).toBeUndefined();
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([
      expect.objectContaining({
        rule: 'not-executed',
        elementId: 'work',
        path: ['extensionElements'],
        message: expect.stringContaining('Expected an ad-hoc sub-process'),
      }),
    ]);
  });

  describe('with a list of active elements', () => {
    it.each([
      [['b'], ['b']],
      [
        ['c', 'a'],
        ['a', 'c'],
      ],
      ['a, c', ['a', 'c']],
    ])('should begin with those: %j', async (list, waiting) => {
      // given
      const story = await givenXml(adHoc({ active: '=list' }));
      // when
      story.start({ list });
      // then
      expect(story.waiting).toEqual(waiting);
      // when
      for (const id of waiting) {
        story.completeTask(id);
      }
      // then
      expect(left(story)).toEqual([]);
    });

    it('should begin with one that something leads to', async () => {
      // given
      const story = await givenXml(
        adHoc({
          active: '=["b"]',
          content: userTasks('a', 'b') + path('a', 'b'),
        }),
      );
      // when
      story.start();
      // then
      expect(story.waiting).toEqual(['b']);
    });

    it('should complete at once if the list is empty', async () => {
      // given
      const story = await givenXml(adHoc({ active: '=list' }));
      // when
      story.start({ list: [] });
      // then
      expect(story.completed).toEqual(['start', 'work', 'after', 'story']);
    });

    it.each([
      [
        'names an element that is not in it',
        ['a', 'after'],
        'to be ids of elements in it, but item 2 is none. Correct the variables that it reads',
      ],
      [
        'holds something that is no text',
        [{ id: 'a' }],
        'to be a list of texts, but item 1 is a context (=list)',
      ],
    ])(
      'should raise an incident if it %s, and begin with nothing',
      async (_, list, message) => {
        // given
        const story = await givenXml(adHoc({ active: '=list' }));
        // when
        story.start({ list });
        // then
        expect(story.incidents).toMatchObject([
          {
            kind: 'expressionFailed',
            elementId: 'work',
            message: `Expected active elements of ad-hoc sub-process (work) ${message}`,
          },
        ]);
        expect(story.waits).toEqual([]);
        // when
        story.resolve({ list: ['a'] });
        // then
        expect(story.waiting).toEqual(['a']);
      },
    );
  });

  describe('with a completion condition', () => {
    it('should end what still runs as soon as the condition is true', async () => {
      // given
      const story = await givenXml(adHoc({ condition: '=done' }));
      story.start({ done: false }).completeTask('b');
      expect(story.waiting).toEqual(['a', 'c']);
      // when
      story.completeTask('c', { done: true });
      // then
      expect(story.terminated).toEqual(['a']);
      expect(story.completed.slice(-4)).toEqual([
        'c',
        'work',
        'after',
        'story',
      ]);
      expect(left(story)).toEqual([]);
    });

    it('should let what still runs complete if told so', async () => {
      // given
      const story = await givenXml(
        adHoc({
          condition: '=done',
          attributes: 'cancelRemainingInstances="false"',
        }),
      );
      story.start({ done: false });
      // when
      story.completeTask('c', { done: true });
      // then
      expect(story.waiting).toEqual(['a', 'b']);
      expect(story.completed).not.toContain('work');
      // when
      story.completeTask('a').completeTask('b');
      // then
      expect(story.terminated).toEqual([]);
      expect(left(story)).toEqual([]);
    });

    it('should stay complete once the condition was true, though it is false when the rest is done', async () => {
      // given
      const story = await givenXml(
        adHoc({
          condition: '=done',
          attributes: 'cancelRemainingInstances="false"',
          content: userTasks('a', 'b'),
        }),
      );
      story.start({ done: false }).completeTask('a', { done: true });
      // when
      story.completeTask('b', { done: false });
      // then
      expect(story.completed).toContain('after');
      expect(left(story)).toEqual([]);
    });

    it('should stay open until the condition is true, so that more can be begun', async () => {
      // given
      const story = await givenXml(
        adHoc({ condition: '=done', content: userTasks('a', 'b') }),
      );
      story.start({ done: false }).completeTask('a').completeTask('b');
      expect(story.state).toBe('active');
      expect(story.waits).toEqual([]);
      // when
      activate(story, ['a']).completeTask('a', { done: true });
      // then
      expect(left(story)).toEqual([]);
    });

    it('should raise one incident if the condition cannot be evaluated, and complete when it is resolved', async () => {
      // given
      const story = await givenXml(
        adHoc({ condition: '=done', content: userTasks('a', 'b') }),
      );
      story.start();
      // when
      story.completeTask('a');
      // then
      expect(story.incidents).toMatchObject([
        { kind: 'expressionFailed', elementId: 'work' },
      ]);
      expect(story.waiting).toEqual(['b']);
      // when
      story.resolve({ done: true });
      // then
      expect(story.terminated).toEqual(['b']);
      expect(left(story)).toEqual([]);
    });

    it('should raise one incident too if the last of its activities was done', async () => {
      // given
      const story = await givenXml(
        adHoc({ condition: '=done', content: userTasks('a') }),
      );
      story.start();
      // when
      story.completeTask('a');
      // then
      expect(story.incidents).toHaveLength(1);
      // when
      story.resolve({ done: true });
      // then
      expect(left(story)).toEqual([]);
    });
  });

  describe('in which somebody activates elements', () => {
    it('should enter them with their variables', async () => {
      // given
      const story = await givenXml(adHoc({ active: '=list' }));
      story.start({ list: ['a'] });
      // when
      activate(story, ['b', 'c'], { hint: 'quick' });
      // then
      expect(story.waiting).toEqual(['a', 'b', 'c']);
      expect(story.seenBy('b', 'hint')).toBe('quick');
      expect(story.variables).toEqual({ list: ['a'] });
      // when
      story.completeTask('a').completeTask('b').completeTask('c');
      // then
      expect(left(story)).toEqual([]);
    });

    it('should do one again', async () => {
      // given
      const story = await givenXml(adHoc({ active: '=list' }));
      story.start({ list: ['a', 'b'] }).completeTask('a');
      // when
      activate(story, ['a', 'a']);
      // then
      expect(story.waiting).toEqual(['a', 'a', 'b']);
    });

    it.each([
      ['an element outside', ['after']],
      ['an unknown element', ['nothing']],
      ['itself', ['work']],
      ['one inside and one outside', ['a', 'after']],
    ])('should refuse %s, and change nothing', async (_, elementIds) => {
      // given
      const story = await givenXml(adHoc({}));
      story.start();
      const { length } = story.history;
      // when
      const act = () => activate(story, elementIds, { x: 1 });
      // then
      expect(act).toThrow(expect.objectContaining({ code: 'invalidArgument' }));
      expect(story.history).toHaveLength(length);
      expect(story.waiting).toEqual(['a', 'b', 'c']);
    });

    it('should refuse a scope that is none, or not there', async () => {
      // given
      const story = await givenXml(
        processXml(
          `${starts('start')}${subProcess('work', userTasks('a', 'b'))}${path(
            'start',
            'work',
          )}`,
        ),
      );
      story.start();
      // when
      const inSubProcess = () => activate(story, ['b']);
      const nowhere = () =>
        story.send({
          type: 'activateElements',
          scopeKey: 999,
          elementIds: ['a'],
        });
      // then
      expect(inSubProcess).toThrow(Rejection);
      expect(inSubProcess).toThrow(/ad-hoc sub-process, but it is work/);
      expect(nowhere).toThrow(expect.objectContaining({ code: 'notFound' }));
    });

    it('should activate in one instance of a multi-instance one, not in its body', async () => {
      // given
      const loop =
        '<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>';
      const story = await givenXml(
        adHoc({ active: '=list', content: loop + userTasks('a', 'b') }),
      );
      story.start({ list: ['a'] });
      const [, second] = story.waits;
      // when
      const inBody = () => activate(story, ['b']);
      // then
      expect(inBody).toThrow(Rejection);
      // when
      const { scopeKey } = story.instance.rows.elements.get(
        second.elementInstanceKey,
      )!;
      story.send({ type: 'activateElements', scopeKey, elementIds: ['b'] });
      // then
      expect(story.waiting).toEqual(['a', 'a', 'b']);
      // when
      story.completeTask('a').completeTask('a').completeTask('b');
      // then
      expect(left(story)).toEqual([]);
    });
  });
});
