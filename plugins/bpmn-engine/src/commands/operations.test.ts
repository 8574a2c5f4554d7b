import { flow, path, processXml } from '../testing/picture';
import { rejectionOf } from '../testing/rejectionOf';
import { givenXml, type Scenario } from '../testing/scenario';

const nested = processXml(
  `<startEvent id="start"/>
   <subProcess id="sub"><startEvent id="begin"/><userTask id="review"/>${flow(
     'begin',
     'review',
   )}</subProcess>
   <userTask id="after"/>${path('start', 'sub', 'after')}
   <boundaryEvent id="bored" attachedToRef="sub"><timerEventDefinition><timeDuration xsi:type="bpmn:tFormalExpression">PT1H</timeDuration></timerEventDefinition></boundaryEvent>`,
);

const keyOf = (story: Scenario, elementId: string) =>
  Array.from(story.instance.rows.elements.values()).find(
    element => element.elementId === elementId,
  )!.key;

describe('setting variables', () => {
  it('should set those of the process if no scope is named', async () => {
    // given
    const story = (await givenXml(nested)).start({ amount: 1 });
    // when
    story.send({ type: 'setVariables', variables: { amount: 2, more: [3] } });
    // then
    expect(story.variables).toEqual({ amount: 2, more: [3] });
  });

  it('should set those of exactly the scope that is named', async () => {
    // given
    const story = (await givenXml(nested)).start({ amount: 1 });
    const scopeKey = keyOf(story, 'sub');
    // when
    story.send({ type: 'setVariables', scopeKey, variables: { amount: 2 } });
    // then
    expect(story.variables).toEqual({ amount: 1 });
    expect(story.seenBy('review', 'amount')).toBe(2);
    expect(story.history.at(-1)).toEqual({
      type: 'variablesSet',
      scopeKey,
      variables: { amount: 2 },
    });
  });

  it('should change nothing if there are none to set', async () => {
    // given
    const story = (await givenXml(nested)).start();
    const before = story.history.length;
    // when
    story.send({ type: 'setVariables', variables: {} });
    // then
    expect(story.history).toHaveLength(before);
  });

  it('should refuse a scope that does not run', async () => {
    // given
    const story = (await givenXml(nested)).start();
    const scopeKey = keyOf(story, 'sub');
    story.completeTask('review');
    // when
    const rejection = rejectionOf(() =>
      story.send({ type: 'setVariables', scopeKey, variables: { a: 1 } }),
    );
    // then
    expect(rejection).toEqual({
      code: 'notFound',
      message: `Expected element instance ${scopeKey} to run, but it does not`,
      parameters: { key: scopeKey },
    });
  });
});

describe('cancelling an instance', () => {
  it('should end everything inside, deepest first, and withdraw every wait', async () => {
    // given
    const story = (await givenXml(nested)).start();
    const waits = story.waits.map(({ key }) => key);
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(story.terminated).toEqual(['review', 'sub', 'story']);
    expect(story.state).toBe('terminated');
    expect(story.waits).toEqual([]);
    expect(story.instance.rows.elements.size).toBe(0);
    expect(
      story.history.flatMap(change =>
        change.type === 'waitClosed' && change.reason === 'withdrawn'
          ? [change.waitKey]
          : [],
      ),
    ).toEqual(expect.arrayContaining(waits));
    expect(story.history.at(-1)).toEqual({
      type: 'instanceEnded',
      state: 'terminated',
    });
  });

  it('should take incidents back', async () => {
    // given
    const story = (await givenXml(nested)).start();
    story.send({
      type: 'throwError',
      waitKey: story.wait('review').key,
      code: 'fire',
    });
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(story.incidents).toEqual([]);
    expect(story.state).toBe('terminated');
  });
});

describe('activating elements of an ad-hoc sub-process', () => {
  const adHoc = processXml(
    `<startEvent id="start"/><adHocSubProcess id="any"><userTask id="a"/><userTask id="b"/><userTask id="c"/>${flow(
      'b',
      'c',
    )}<completionCondition xsi:type="bpmn:tFormalExpression">=done</completionCondition></adHocSubProcess>${flow(
      'start',
      'any',
    )}`,
  );

  it('should enter them, with the variables in its scope', async () => {
    // given
    const story = (await givenXml(adHoc)).start({ done: false });
    expect(story.waiting).toEqual(['a', 'b']);
    // when
    story.send({
      type: 'activateElements',
      scopeKey: keyOf(story, 'any'),
      elementIds: ['a', 'c'],
      variables: { why: 'more' },
    });
    // then
    expect(story.waiting).toEqual(['a', 'a', 'b', 'c']);
    expect(story.seenBy('c', 'why')).toBe('more');
    expect(story.variables).toEqual({ done: false });
  });

  it('should enter them one after the other if it is sequential', async () => {
    // given
    const story = (
      await givenXml(
        adHoc.replace('id="any"', 'id="any" ordering="Sequential"'),
      )
    ).start({ done: false });
    expect(story.waiting).toEqual(['a']);
    // when
    story.send({
      type: 'activateElements',
      scopeKey: keyOf(story, 'any'),
      elementIds: ['a'],
    });
    // then
    expect(story.waiting).toEqual(['a']);
    // when
    story.completeTask('a');
    expect(story.waiting).toEqual(['b']);
    story.completeTask('b');
    expect(story.waiting).toEqual(['c']);
    story.completeTask('c');
    // then
    expect(story.waiting).toEqual(['a']);
  });

  it('should be refused when its completion condition is true already', async () => {
    // given
    const story = (
      await givenXml(
        processXml(
          `<startEvent id="start"/><adHocSubProcess id="any" cancelRemainingInstances="false"><userTask id="a"/><userTask id="b"/><completionCondition xsi:type="bpmn:tFormalExpression">=done</completionCondition></adHocSubProcess>${flow(
            'start',
            'any',
          )}`,
        ),
      )
    ).start({ done: true });
    story.completeTask('a');
    expect(story.waiting).toEqual(['b']);
    const scopeKey = keyOf(story, 'any');
    // when
    const rejection = rejectionOf(() =>
      story.send({ type: 'activateElements', scopeKey, elementIds: ['a'] }),
    );
    // then
    expect(rejection).toEqual({
      code: 'invalidState',
      message:
        'Expected any to go on, but it does not: its completion condition is true, or an event has interrupted it',
      parameters: { scopeKey },
    });
  });

  it.each<
    readonly [string, string | undefined, readonly string[], string, RegExp]
  >([
    [
      'an element elsewhere',
      'any',
      ['start'],
      'invalidArgument',
      /^Expected start to be an element of any/,
    ],
    [
      'another element than an ad-hoc sub-process',
      'a',
      ['a'],
      'invalidArgument',
      /Expected \d+ to be an ad-hoc sub-process, but it is a, a userTask/,
    ],
    [
      'a scope that does not run',
      undefined,
      ['a'],
      'notFound',
      /^Expected element instance 99 to run, but it does not$/,
    ],
  ])('should refuse %s', async (_, ...[scope, elementIds, code, message]) => {
    // given
    const story = (await givenXml(adHoc)).start({ done: false });
    const scopeKey = scope === undefined ? 99 : keyOf(story, scope);
    const before = story.history.length;
    // when
    const rejection = rejectionOf(() =>
      story.send({ type: 'activateElements', scopeKey, elementIds }),
    );
    // then
    expect(rejection).toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(story.history).toHaveLength(before);
  });
});
