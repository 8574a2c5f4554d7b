import { givenXml } from '../testing/scenario';
import { inARow, inputs, outputs, serviceTask } from '../testing/extensions';
import { processXml } from '../testing/picture';
import { around, mapped, results } from '../testing/jobResultCases';
import { events, several } from '../testing/loopAndEventCases';

describe('variables', () => {
  describe.each([
    ['a job result without mapping', results],
    ['a job result with output mappings', mapped],
    ['a multi-instance activity', several],
    ['an event', events],
  ])('of %s', (_, cases) => {
    it.each(Object.keys(cases))(
      'should be propagated so that %s',
      async title => {
        // given
        const { content, around: outside, before, act, after } = cases[title];
        const story = await givenXml(processXml(content, outside));
        story.start(before);
        // when
        act?.(story);
        // then
        expect(story.incidents).toEqual([]);
        expect(story.state).toBe('completed');
        expect(story.variables).toEqual(after);
      },
    );
  });

  describe('set from outside', () => {
    it('should be those of the process unless a scope is named', async () => {
      // given
      const story = await givenXml(
        processXml(inARow(serviceTask('work', inputs({ x: '=1' })))),
      );
      story.start({ x: 0 });
      const { elementInstanceKey: scopeKey } = story.wait('work');
      // when
      story.send({ type: 'setVariables', variables: { x: 5 } });
      story.send({ type: 'setVariables', scopeKey, variables: { x: 6, y: 7 } });
      // then
      expect(story.variables).toEqual({ x: 5 });
      expect(story.seenBy('work', 'x')).toBe(6);
      expect(story.seenBy('work', 'y')).toBe(7);
    });

    it('should be refused for a scope that is gone', async () => {
      // given
      const story = await givenXml(
        processXml(inARow(serviceTask('work'), serviceTask('more'))),
      );
      story.start();
      const { elementInstanceKey: scopeKey } = story.wait('work');
      story.completeJob('work');
      // when
      const set = () =>
        story.send({ type: 'setVariables', scopeKey, variables: { x: 1 } });
      // then
      expect(set).toThrow(
        `Expected element instance ${scopeKey} to run, but it does not`,
      );
      expect(story.variables).toEqual({});
    });
  });

  it('should take names that every object has for ordinary ones', async () => {
    // given
    const story = await givenXml(
      processXml(
        inARow(
          serviceTask('work', outputs({ 'constructor.name': '=toString' })),
        ),
      ),
    );
    story.start();
    // when
    story.completeJob('work', { toString: 'text' });
    // then
    expect(story.incidents).toEqual([]);
    expect(story.variables).toEqual({ constructor: { name: 'text' } });
  });

  it('should be gone with their element instance', async () => {
    // given
    const story = await givenXml(
      processXml(
        inARow(around([inputs({ a: '=1' })], '', inputs({ b: '=2' }))),
      ),
    );
    story.start({ c: 3 });
    // when
    story.completeJob('work', { d: 4 });
    // then
    expect(Array.from(story.instance.rows.variables.keys())).toEqual([]);
    expect(story.variables).toEqual({ c: 3, d: 4 });
  });

  it('should be said by scope: each change names the scope that it is in', async () => {
    // given
    const story = await givenXml(
      processXml(inARow(serviceTask('work', inputs({ a: '=1' })))),
    );
    story.start({ b: 2 });
    const { elementInstanceKey: scopeKey } = story.wait('work');
    // when
    story.completeJob('work', { b: 3, a: 4, c: 5 });
    // then
    expect(
      story.history.filter(({ type }) => type === 'variablesSet').slice(-2),
    ).toEqual([
      { type: 'variablesSet', scopeKey: 1, variables: { b: 3, c: 5 } },
      { type: 'variablesSet', scopeKey, variables: { a: 4 } },
    ]);
  });
});
