import type { Command } from '../command';
import { flow, processXml } from '../testing/picture';
import { rejectionOf } from '../testing/rejectionOf';
import { givenXml } from '../testing/scenario';
import { everyWait, everyWaitStarted, job, work } from '../testing/triedJobs';

describe('fulfilling a wait', () => {
  it.each([
    ['job', { seen: 1 }],
    ['task', { seen: 1 }],
    ['message', { seen: 1 }],
    ['timer', { seen: 1 }],
    ['signal', { seen: 1 }],
    // What a called process ends with comes back only if that is modelled.
    ['call', {}],
  ])(
    'should let the element that waits for a %s go on, with %j',
    async (elementId, given) => {
      // given
      const story = await everyWaitStarted();
      story.host.now = 3_600_000;
      const { key: waitKey, kind } = story.wait(elementId);
      // when
      story.send({
        type: 'fulfilWait',
        waitKey,
        variables: { seen: 1 },
      });
      // then
      expect(story.completed.at(-1)).toBe(elementId);
      expect(story.history).toContainEqual(
        expect.objectContaining({
          type: 'waitClosed',
          waitKey,
          kind,
          reason: 'fulfilled',
        }),
      );
      expect(story.waiting).not.toContain(elementId);
      expect(story.variables).toEqual({ amount: 1, ...given });
    },
  );

  it('should refuse a condition: its variables decide', async () => {
    // given
    const story = await everyWaitStarted();
    const { key: waitKey } = story.wait('condition');
    // when
    const rejection = rejectionOf(() =>
      story.send({ type: 'fulfilWait', waitKey }),
    );
    // then
    expect(rejection).toEqual({
      code: 'invalidArgument',
      message: `Expected wait ${waitKey} to be fulfilled from outside, but it is a condition: set the variables that it reads`,
      parameters: { waitKey },
    });
    expect(story.waiting).toContain('condition');
  });

  it('should tell a late worker that the instance is over', async () => {
    // given
    const story = (await givenXml(work())).start();
    const waitKey = job(story).key;
    story.send({ type: 'fulfilWait', waitKey });
    const story2 = await givenXml(everyWait.replace('fork"/>', 'fork"/>'));
    expect(story2).toBeDefined();
    // when
    const rejection = rejectionOf(() =>
      story.send({ type: 'fulfilWait', waitKey }),
    );
    // then
    expect(rejection).toEqual({
      code: 'invalidState',
      message: 'Expected instance story-1 to run, but it is completed',
      parameters: { instanceId: 'story-1', state: 'completed' },
    });
  });

  it.each([
    ['fulfilWait', {}],
    ['failJob', { message: 'no' }],
    ['throwError', { code: 'noStock' }],
    ['throwEscalation', { code: 'late' }],
    ['updateUserTask', { update: { priority: 1 } }],
  ])(
    'should refuse %s for a wait that is not open (any more)',
    async (type, rest) => {
      // given
      const story = await everyWaitStarted();
      const { key: waitKey } = story.wait('job');
      story.completeJob('job');
      const before = story.history.length;
      // when
      const rejection = rejectionOf(() =>
        story.send({ type, waitKey, ...rest } as Command),
      );
      // then
      expect(rejection).toEqual({
        code: 'notFound',
        message: `Expected wait ${waitKey} to be open, but it is not: it was fulfilled or withdrawn`,
        parameters: { waitKey },
      });
      expect(story.history).toHaveLength(before);
    },
  );

  it.each<readonly [string, object, string, readonly string[]]>([
    [
      'failJob',
      { message: 'no' },
      'a job or a called instance',
      ['task', 'message', 'timer', 'signal', 'condition'],
    ],
    [
      'updateUserTask',
      { update: {} },
      'a user task',
      ['job', 'call', 'message', 'timer', 'signal', 'condition'],
    ],
    [
      'throwError',
      { code: 'e' },
      'a job, a user task or a called instance',
      ['message', 'timer', 'signal', 'condition'],
    ],
    [
      'throwEscalation',
      { code: 'e' },
      'a job, a user task or a called instance',
      ['message', 'timer', 'signal', 'condition'],
    ],
  ])(
    'should refuse %s for a wait of another kind',
    async (type, ...[rest, expected, elementIds]) => {
      // given
      const story = await everyWaitStarted();
      for (const elementId of elementIds) {
        const { key: waitKey, kind } = story.wait(elementId);
        // when
        const rejection = rejectionOf(() =>
          story.send({ type, waitKey, ...rest } as Command),
        );
        // then
        expect(rejection).toEqual({
          code: 'invalidArgument',
          message: `Expected wait ${waitKey} to be ${expected}, but it is a ${kind}`,
          parameters: { waitKey, kind },
        });
      }
    },
  );
});

describe('broadcasting a signal', () => {
  it('should reach everything that waits for its name, and nothing else', async () => {
    // given
    const story = (
      await givenXml(
        processXml(
          `<startEvent id="start"/>${['a', 'b', 'c']
            .map(
              (id, i) =>
                `<intermediateCatchEvent id="${id}"><signalEventDefinition signalRef="${
                  i === 2 ? 'other' : 'alarm'
                }"/></intermediateCatchEvent>${flow('start', id)}`,
            )
            .join('')}`,
          '<signal id="alarm" name="alarm"/><signal id="other" name="other"/>',
        ),
      )
    ).start();
    // when
    story.send({
      type: 'broadcastSignal',
      name: 'alarm',
      variables: { loud: true },
    });
    // then
    expect(story.completed).toEqual(['start', 'a', 'b']);
    expect(story.waiting).toEqual(['c']);
    expect(story.variables).toEqual({ loud: true });
  });

  it('should reach only what accepts it where somebody else sends it', async () => {
    // given
    const catching = (id: string, from: string) =>
      `<intermediateCatchEvent id="${id}"><signalEventDefinition signalRef="alarm">${
        from &&
        `<extensionElements><pipeline:accepts from="${from}" /></extensionElements>`
      }</signalEventDefinition></intermediateCatchEvent>${flow('start', id)}`;
    const story = (
      await givenXml(
        processXml(
          `<startEvent id="start"/>${catching('own', '')}${catching(
            'theirs',
            'group:default/a, group:default/b',
          )}${catching('all', 'any')}${catching('others', 'group:default/c')}`,
          '<signal id="alarm" name="alarm"/>',
        ),
      )
    ).start();
    // when
    story.send({
      type: 'broadcastSignal',
      name: 'alarm',
      sender: 'group:default/b',
    });
    // then
    expect(story.completed).toEqual(['start', 'theirs', 'all']);
    // when
    story.send({ type: 'broadcastSignal', name: 'alarm' });
    // then
    expect(story.waiting).toEqual([]);
  });

  it('should change nothing if nobody waits for it', async () => {
    // given
    const story = (await givenXml(work())).start();
    const before = story.history.length;
    // when
    story.send({ type: 'broadcastSignal', name: 'alarm' });
    // then
    expect(story.history).toHaveLength(before);
  });
});
