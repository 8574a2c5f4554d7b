import type { Command } from '../command';
import { rejectionOf } from '../testing/rejectionOf';
import { givenXml } from '../testing/scenario';
import { everyWaitStarted, job, work } from '../testing/triedJobs';

describe('failing a job', () => {
  it('should offer it again after ten seconds, with one try less', async () => {
    // given
    const story = (await givenXml(work(), { now: 1000 })).start();
    const { key } = job(story);
    // when
    story.failJob('work', 'out of paper');
    // then
    expect(job(story)).toMatchObject({
      type: 'work',
      retries: 2,
      notBefore: 11_000,
      failures: 1,
    });
    expect(job(story).key).not.toBe(key);
    expect(story.history).toContainEqual({
      type: 'waitClosed',
      waitKey: key,
      kind: 'job',
      elementInstanceKey: job(story).elementInstanceKey,
      reason: 'failed',
    });
    expect(story.incidents).toEqual([]);
  });

  it('should offer it again after the time and with the tries that the worker says', async () => {
    // given
    const story = (await givenXml(work(), { now: 1000 })).start();
    // when
    story.send({
      type: 'failJob',
      waitKey: job(story).key,
      message: 'busy',
      retries: 7,
      retryAfter: 60_000,
    });
    // then
    expect(job(story)).toMatchObject({ retries: 7, notBefore: 61_000 });
  });

  it.each([
    ['retryAfter', 0.5],
    ['retryAfter', -1],
    ['retryAfter', NaN],
    ['retryAfter', 366 * 86_400_000 + 1],
    ['retries', 1.5],
    ['retries', -1e300],
    ['retries', Infinity],
    ['retries', 1_000_001],
  ])(
    'should refuse what nothing can be counted by: %s %s',
    async (...given) => {
      // given
      const [name, value] = given;
      const story = (await givenXml(work(), { now: 1000 })).start();
      const { key: waitKey } = job(story);
      const before = story.history.length;
      // when
      const rejection = rejectionOf(() =>
        story.send({ type: 'failJob', waitKey, message: 'no', [name]: value }),
      );
      // then
      expect(rejection).toMatchObject({
        code: 'invalidArgument',
        message: expect.stringMatching(
          `^Expected ${name} to be a whole number`,
        ),
        parameters: { waitKey },
      });
      expect(story.history).toHaveLength(before);
    },
  );

  it('should wait as long as the model says if the worker does not say', async () => {
    // given
    const story = (
      await givenXml(
        work('<pipeline:retry delay="PT1M" factor="2" maximum="PT5M"/>'),
        {
          now: 1000,
        },
      )
    ).start();
    // when
    story.failJob('work');
    // then
    expect(job(story)).toMatchObject({
      retries: 2,
      backOff: { delay: 'PT1M', factor: 2, maximum: 'PT5M' },
      notBefore: 61_000,
    });
  });

  it.each<[string, string, readonly number[]]>([
    [
      'ten seconds, doubled, up to five minutes',
      '',
      [10, 20, 40, 80, 160, 300, 300],
    ],
    ['its delay', '<pipeline:retry delay="PT1M" factor="1"/>', [60, 60, 60]],
    [
      'its delay times its factor',
      '<pipeline:retry delay="PT2S" factor="3"/>',
      [2, 6, 18],
    ],
    [
      'no longer than its maximum',
      '<pipeline:retry delay="PT2S" factor="3" maximum="PT10S"/>',
      [2, 6, 10, 10],
    ],
    [
      'no shorter each time',
      '<pipeline:retry delay="PT2S" factor="0.5"/>',
      [2, 2, 2],
    ],
    ['not at all', '<pipeline:retry delay="PT0S"/>', [0, 0]],
  ])('should wait between tries: %s', async (_, attributes, seconds) => {
    // given
    const story = (
      await givenXml(work(attributes).replace('retries="3"', 'retries="9"'), {
        now: 5000,
      })
    ).start();
    // when
    const waited = seconds.map(() => {
      story.failJob('work');
      return (job(story).notBefore! - 5000) / 1000;
    });
    // then
    expect(waited).toEqual(seconds);
  });

  it('should count failures anew after an incident', async () => {
    // given
    const story = (await givenXml(work(), { now: 0 })).start();
    story.failJob('work').failJob('work', 'no', 0);
    story.resolve();
    expect(job(story)).not.toHaveProperty('failures');
    // when
    story.failJob('work');
    // then
    expect(job(story)).toMatchObject({ retries: 2, notBefore: 10_000 });
  });

  it('should raise an incident for a process that could not be called, and call it again', async () => {
    // given
    const story = await everyWaitStarted();
    const { key: waitKey } = story.wait('call');
    // when
    story.send({ type: 'failJob', waitKey, message: 'There is no other' });
    // then
    expect(story.incidents).toMatchObject([
      {
        kind: 'calledElementMissing',
        elementId: 'call',
        message: 'There is no other',
      },
    ]);
    expect(story.waiting).not.toContain('call');
    // when
    story.resolve();
    // then
    expect(story.incidents).toEqual([]);
    expect(story.wait('call')).toMatchObject({ kind: 'childInstance' });
  });

  it.each(['throwError', 'throwEscalation'])(
    'should refuse %s from the job of a listener',
    async type => {
      // given
      const story = (
        await givenXml(
          work(
            '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="audit"/></zeebe:executionListeners>',
          ),
        )
      ).start();
      const { key: waitKey } = job(story);
      // when
      const rejection = rejectionOf(() =>
        story.send({ type, waitKey, code: 'fire' } as Command),
      );
      // then
      expect(rejection).toMatchObject({
        code: 'invalidArgument',
        message: `Expected wait ${waitKey} to be the work of an element, which a listener is not, but it is a job`,
      });
      expect(job(story).key).toBe(waitKey);
    },
  );

  it('should keep type, priority, headers and back-off when it is offered again', async () => {
    // given
    const story = (
      await givenXml(
        work(
          '<zeebe:taskHeaders><zeebe:header key="to" value="Ada"/></zeebe:taskHeaders><zeebe:jobPriorityDefinition priority="9"/><pipeline:retry delay="PT1M"/>',
        ),
      )
    ).start();
    const { key, ...before } = job(story);
    // when
    story.failJob('work');
    // then
    const { key: after, notBefore, ...kept } = job(story);
    expect(kept).toEqual({ ...before, retries: 2, failures: 1 });
    expect(kept).toMatchObject({ priority: 9, headers: { to: 'Ada' } });
    expect(after).toBeGreaterThan(key);
  });

  it.each([
    ['its tries are used up', [undefined, undefined, undefined]],
    ['the worker says that there are none left', [0]],
    ['the worker counts below zero', [-1]],
  ])('should raise an incident when %s', async (_, tries) => {
    // given
    const story = (await givenXml(work())).start();
    // when
    for (const retries of tries) {
      story.failJob('work', 'out of paper', retries);
    }
    // then
    expect(story.waits).toEqual([]);
    expect(story.incidents).toMatchObject([
      {
        kind: 'jobFailed',
        elementId: 'work',
        message: 'out of paper',
        job: { type: 'work' },
      },
    ]);
    expect(story.state).toBe('active');
  });
});
