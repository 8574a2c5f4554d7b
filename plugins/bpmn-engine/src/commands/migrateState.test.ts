import { migrate } from '../testing/migration';
import { flow, path } from '../testing/picture';
import { givenXml } from '../testing/scenario';
import {
  xml,
  task,
  job,
  keyOf,
  refusalOf,
  undoable,
} from '../testing/versions';

describe('migrating what an instance remembers', () => {
  it('should take tokens that wait at a join to the join of the new version', async () => {
    // given
    const model = (join: string) =>
      xml(
        `<startEvent id="start"/><parallelGateway id="fork"/>${task('a')}${task(
          'b',
        )}<parallelGateway id="${join}"/>${task('c')}${path(
          'start',
          'fork',
          'a',
          join,
          'c',
        )}${path('fork', 'b', join)}`,
      );
    const story = (await givenXml(model('join'))).start();
    story.completeTask('a');
    const root = story.instance.rows.instance()!.rootKey;
    // when
    await migrate(story, model('meet'), { join: 'meet', 'a-join': 'a-meet' });
    // then
    expect(story.instance.rows.joinsWithTokens(root)).toEqual(['meet']);
    expect(story.instance.rows.tokensAt(root, 'meet')).toEqual(
      new Map([['a-meet', 1]]),
    );
    expect(story.instance.rows.elementInstance(root)!.tokens).toBe(1);
    // when
    story.completeTask('b');
    // then
    expect(story.waiting).toEqual(['c']);
  });

  it.each([
    ['the flow is gone', 'x-join'],
    ['the flow leads elsewhere', 'start-fork'],
  ])('should refuse if a token waits at a join and %s', async (_, to) => {
    // given
    const model = xml(
      `<startEvent id="start"/><parallelGateway id="fork"/>${task('a')}${task(
        'b',
      )}<parallelGateway id="join"/>${path('start', 'fork', 'a', 'join')}${path(
        'fork',
        'b',
        'join',
      )}`,
    );
    const story = (await givenXml(model)).start();
    story.completeTask('a');
    // when
    const rejection = await refusalOf(story, model, { 'a-join': to });
    // then
    expect(rejection).toEqual({
      code: 'invalidArgument',
      message:
        'Expected join to have an equal in the new version, but a token waits at it that came by a-join, which leads elsewhere. Map it, or move the instance on first',
      parameters: { elementId: 'join' },
    });
    expect(story.waiting).toEqual(['b']);
  });

  it('should take incidents along, and resolve them there', async () => {
    // given
    const model = (id: string, more = '') =>
      xml(
        `<startEvent id="start"/>${job(id).replace(
          '</extensionElements>',
          '<zeebe:ioMapping><zeebe:input source="=order.id" target="id"/></zeebe:ioMapping></extensionElements>',
        )}${flow('start', id)}${more}`,
      );
    const story = (await givenXml(model('a'))).start();
    const [incident] = story.incidents;
    // when
    await migrate(story, model('b'), { a: 'b' });
    // then
    expect(story.incidents).toEqual([{ ...incident, elementId: 'b' }]);
    // when
    story.resolve({ order: { id: 1 } });
    // then
    expect(story.waiting).toEqual(['b']);
  });

  it('should offer a failed job again under the new id', async () => {
    // given
    const model = (id: string) =>
      xml(`<startEvent id="start"/>${job(id)}${flow('start', id)}`);
    const story = (await givenXml(model('a'))).start();
    story.failJob('a', 'no', 0);
    await migrate(story, model('b'), { a: 'b' });
    // when
    story.resolve();
    // then
    expect(story.waiting).toEqual(['b']);
    // when
    story.completeJob('b');
    // then
    expect(story.state).toBe('completed');
  });

  it('should undo what has completed by the handlers of the new version', async () => {
    // given
    const story = (await givenXml(undoable('a'))).start();
    story.completeTask('a', { seat: 7 });
    // when
    await migrate(story, undoable('b'), { a: 'b' });
    story.completeTask('check');
    // then
    expect(story.waiting).toEqual(['undo_b']);
    expect(story.seenBy('undo_b', 'seat')).toBe(7);
  });

  it('should undo in reverse order of completion also what was renamed', async () => {
    // given
    const story = (await givenXml(undoable('a', 'b'))).start();
    story.completeTask('a').completeTask('b');
    // when
    await migrate(story, undoable('first', 'b'), { a: 'first' });
    story.completeTask('check');
    // then
    expect(story.waiting).toEqual(['undo_b']);
    // when
    story.completeTask('undo_b');
    // then
    expect(story.waiting).toEqual(['undo_first']);
  });

  it('should not undo what is gone', async () => {
    // given
    const story = (await givenXml(undoable('a', 'b'))).start();
    story.completeTask('a').completeTask('b');
    // when
    await migrate(story, undoable('a'));
    story.completeTask('check');
    // then
    expect(story.waiting).toEqual(['undo_a']);
    // when
    story.completeTask('undo_a');
    // then
    expect(story.state).toBe('completed');
  });

  it('should go on with the elements that a sequential ad-hoc sub-process has still to enter', async () => {
    // given
    const model = (second: string) =>
      xml(
        `<startEvent id="start"/><adHocSubProcess id="any" ordering="Sequential">${task(
          'a',
        )}${task(second)}</adHocSubProcess>${flow('start', 'any')}`,
      );
    const story = (await givenXml(model('b'))).start();
    await migrate(story, model('c'), { b: 'c' });
    // when
    story.completeTask('a');
    // then
    expect(story.waiting).toEqual(['c']);
  });

  it('should let a complex gateway that has gone on swallow its late tokens', async () => {
    // given
    const model = (join: string) =>
      xml(
        `<startEvent id="start"/><parallelGateway id="fork"/>${task('a')}${task(
          'b',
        )}<complexGateway id="${join}"><activationCondition xsi:type="bpmn:tFormalExpression">=activationCount &gt;= 1</activationCondition></complexGateway>${task(
          'c',
        )}${path('start', 'fork', 'a', join, 'c')}${path('fork', 'b', join)}`,
      );
    const story = (await givenXml(model('join'))).start();
    story.completeTask('a');
    expect(story.waiting).toEqual(['b', 'c']);
    // when
    await migrate(story, model('meet'), { join: 'meet' });
    story.completeTask('b');
    // then
    expect(story.waiting).toEqual(['c']);
  });

  it('should leave no trace of what has completed inside an activity that is gone', async () => {
    // given
    const inner = `<startEvent id="begin"/>${task(
      'a',
    )}<boundaryEvent id="on_a" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><userTask id="undo_a" isForCompensation="true"/><association id="to_a" sourceRef="on_a" targetRef="undo_a" associationDirection="One"/>${flow(
      'begin',
      'a',
    )}`;
    const model = (sub: string) =>
      xml(
        `<startEvent id="start"/>${sub}${task(
          'check',
        )}<endEvent id="undoAll"><compensateEventDefinition/></endEvent>${
          sub
            ? path('start', 'sub', 'check', 'undoAll')
            : path('start', 'check', 'undoAll')
        }`,
      );
    const story = (
      await givenXml(model(`<subProcess id="sub">${inner}</subProcess>`))
    ).start();
    story.completeTask('a');
    expect(story.instance.rows.compensations.size).toBe(2);
    // when
    await migrate(story, model(''));
    // then
    expect(story.instance.rows.compensations.size).toBe(0);
    expect(keyOf(story, 'check')).toBeDefined();
  });
});
