import type { JobWait } from '../state/state';
import {
  element,
  executionListeners,
  inARow,
  jobType,
  serviceTask,
} from '../testing/extensions';
import { left } from '../testing/left';
import { boundary, errors } from '../testing/parts';
import { openJob } from '../testing/openJobs';
import { processXml } from '../testing/picture';
import { givenXml, type Scenario } from '../testing/scenario';
import { parse } from '../parse';
import { retryAt } from './retries';

const NOW = Date.UTC(2025, 2, 1);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const oneJob = (...extensions: readonly string[]) =>
  processXml(inARow(element(['serviceTask', 'work'], extensions)));

const jobOf = (story: Scenario) => story.wait('work', 'job') as JobWait;

/** Milliseconds until the next try, by the number of tries that have failed before. */
function delays(
  backOff: JobWait['backOff'],
  failures: readonly number[],
  now = NOW,
): readonly number[] {
  const job: JobWait = {
    kind: 'job',
    key: 1,
    elementInstanceKey: 1,
    elementId: 'work',
    type: 'work',
    retries: 3,
    backOff,
  };
  return failures.map(
    count =>
      retryAt({ ...job, ...(count > 0 && { failures: count }) }, now) - now,
  );
}

const FIRST = [0, 1, 2, 3];

describe('time until a job is tried again', () => {
  it('should be 10 s, doubled with each failure, and 5 min at most', () => {
    expect(delays(undefined, [0, 1, 2, 3, 4, 5, 6, 100])).toEqual([
      10 * SECOND,
      20 * SECOND,
      40 * SECOND,
      80 * SECOND,
      160 * SECOND,
      5 * MINUTE,
      5 * MINUTE,
      5 * MINUTE,
    ]);
  });

  it.each<[string, JobWait['backOff'], readonly number[]]>([
    ['delay', { delay: 'PT1S' }, [1, 2, 4, 8].map(n => n * SECOND)],
    ['delay, in parts of a second', { delay: 'PT0.25S' }, [250, 500, 1e3, 2e3]],
    ['factor', { factor: 3 }, [10, 30, 90, 270].map(n => n * SECOND)],
    [
      'factor, broken',
      { factor: 1.5 },
      [10, 15, 22.5, 33.75].map(n => n * SECOND),
    ],
    ['maximum', { maximum: 'PT30S' }, [10, 20, 30, 30].map(n => n * SECOND)],
    [
      'delay and factor',
      { delay: 'PT2S', factor: 10 },
      [2, 20, 200, 300].map(n => n * SECOND),
    ],
    [
      'delay, factor and maximum',
      { delay: 'PT1H', factor: 24, maximum: 'P2D' },
      [DAY / 24, DAY, 2 * DAY, 2 * DAY],
    ],
  ])(
    'should be what the model says, and usual for the rest: %s',
    (_, backOff, expected) => {
      expect(delays(backOff, FIRST)).toEqual(expected);
    },
  );

  it.each([1, 0.5, 0, -2])('should never become less: factor %s', factor => {
    expect(delays({ delay: 'PT7S', factor }, FIRST)).toEqual(
      Array(4).fill(7 * SECOND),
    );
  });

  it('should be no longer than the maximum from the beginning', () => {
    expect(delays({ delay: 'PT10M', maximum: 'PT1M' }, FIRST)).toEqual(
      Array(4).fill(MINUTE),
    );
  });

  it.each<[string, JobWait['backOff']]>([
    ['no delay', { delay: 'PT0S' }],
    ['a delay in the past', { delay: '-PT10S' }],
    ['no time at most', { maximum: 'PT0S' }],
    ['a maximum in the past', { maximum: '-PT10S' }],
  ])('should be none with %s', (_, backOff) => {
    expect(delays(backOff, FIRST)).toEqual([0, 0, 0, 0]);
  });

  it('should count months by the calendar', () => {
    // given
    const january = Date.UTC(2025, 0, 31);
    const backOff = { delay: 'P1M', maximum: 'P1Y' };
    // then
    expect(delays(backOff, FIRST, january)).toEqual(
      [28, 56, 112, 224].map(n => n * DAY),
    );
    expect(delays(backOff, [4, 5], january)).toEqual([365 * DAY, 365 * DAY]);
  });

  it('should be a whole number of milliseconds, however it grows', () => {
    expect(delays({ delay: 'PT1S', factor: 1.1 }, [3, 4])).toEqual([
      1332, 1465,
    ]);
  });

  it('should be the maximum after more failures than can be counted', () => {
    expect(delays({ factor: 10 }, [400, 1_000_000])).toEqual([
      5 * MINUTE,
      5 * MINUTE,
    ]);
  });

  it('should be none after more failures than can be counted, if there is no delay', () => {
    expect(delays({ delay: 'PT0S', factor: 10 }, [400])).toEqual([0]);
    expect(delays({ delay: 'PT0S' }, [2_000])).toEqual([0]);
  });
});

describe('a job that is tried again and again', () => {
  const fail = (story: Scenario, command: { retryAfter?: number } = {}) => {
    const { key: waitKey } = jobOf(story);
    story.send({ type: 'failJob', waitKey, message: 'Down', ...command });
    return story.waits.length > 0 ? jobOf(story) : undefined;
  };

  it('should count its failures, and wait longer after each', async () => {
    // given
    const story = await givenXml(
      oneJob(
        jobType('work', '5'),
        '<pipeline:retry delay="PT2S" factor="3" maximum="PT20S" />',
      ),
      { now: NOW },
    );
    story.start();
    expect(jobOf(story)).not.toHaveProperty('failures');
    expect(jobOf(story)).not.toHaveProperty('notBefore');
    // when
    const tries = [fail(story), fail(story), fail(story), fail(story)];
    // then
    expect(tries).toMatchObject([
      { retries: 4, failures: 1, notBefore: NOW + 2 * SECOND },
      { retries: 3, failures: 2, notBefore: NOW + 6 * SECOND },
      { retries: 2, failures: 3, notBefore: NOW + 18 * SECOND },
      { retries: 1, failures: 4, notBefore: NOW + 20 * SECOND },
    ]);
    // when
    fail(story);
    // then
    expect(story.waits).toEqual([]);
    expect(story.incidents).toMatchObject([{ kind: 'jobFailed' }]);
  });

  it('should wait from the moment on at which it failed', async () => {
    // given
    const story = await givenXml(oneJob(jobType('work')), { now: NOW });
    story.start().advance(MINUTE);
    // when
    const again = fail(story);
    // then
    expect(again).toMatchObject({ notBefore: NOW + MINUTE + 10 * SECOND });
  });

  it('should count a failure whose time was said by whoever failed it', async () => {
    // given
    const story = await givenXml(oneJob(jobType('work')), { now: NOW });
    story.start();
    // when
    const tries = [fail(story, { retryAfter: 5 }), fail(story)];
    // then
    expect(tries).toMatchObject([
      { failures: 1, notBefore: NOW + 5 },
      { failures: 2, notBefore: NOW + 20 * SECOND },
    ]);
  });

  it('should begin to count anew when its incident is resolved', async () => {
    // given
    const story = await givenXml(oneJob(jobType('work', '2')), { now: NOW });
    story.start();
    fail(story);
    fail(story);
    // when
    story.resolve();
    // then
    expect(jobOf(story).retries).toBe(2);
    expect(jobOf(story)).not.toHaveProperty('failures');
    expect(jobOf(story)).not.toHaveProperty('notBefore');
    // when
    const again = fail(story);
    // then
    expect(again).toMatchObject({
      failures: 1,
      retries: 1,
      notBefore: NOW + 10 * SECOND,
    });
    expect(story.completeJob('work').state).toBe('completed');
    expect(left(story)).toEqual([]);
  });

  it('should begin to count anew when its element is entered again', async () => {
    // given
    const story = await givenXml(oneJob(jobType('work')), { now: NOW });
    story.start();
    fail(story);
    story.throwError('work', 'E');
    // when
    story.resolve();
    // then
    expect(jobOf(story).retries).toBe(3);
    expect(jobOf(story)).not.toHaveProperty('failures');
  });

  it('should let its listeners count for themselves, in the usual time', async () => {
    // given
    const story = await givenXml(
      processXml(
        inARow(
          serviceTask(
            'work',
            '<pipeline:retry delay="PT1S" />',
            executionListeners(['start', 'log']),
          ),
        ),
      ),
      { now: NOW },
    );
    story.start();
    const { key: waitKey } = openJob(story, 'log');
    // when
    story.send({ type: 'failJob', waitKey, message: 'no' });
    // then
    expect(openJob(story, 'log')).toMatchObject({
      failures: 1,
      retries: 2,
      notBefore: NOW + 10 * SECOND,
      listener: { on: 'start', index: 0 },
    });
    // when
    story.send({
      type: 'fulfilWait',
      waitKey: openJob(story, 'log').key,
    });
    // then
    expect(jobOf(story)).not.toHaveProperty('failures');
    expect(fail(story)).toMatchObject({ notBefore: NOW + SECOND });
  });

  it('should go on from an error that is caught, whatever it has counted', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${inARow(serviceTask('work'))}<endEvent id="over" />${boundary(
          { id: 'caught', on: 'work', to: 'over' },
          '<errorEventDefinition errorRef="E-error" />',
        )}`,
        errors('E'),
      ),
    );
    story.start();
    fail(story);
    // when
    story.throwError('work', 'E');
    // then
    expect(story.completed).toEqual(['start', 'caught', 'over', 'story']);
    expect(left(story)).toEqual([]);
  });
});

describe('back-off in the model', () => {
  it.each([
    ['delay', 'soon'],
    ['delay', '10'],
    ['maximum', 'PT'],
    ['maximum', 'tomorrow'],
  ])(
    'should be refused if its %s is no duration: %s',
    async (property, text) => {
      // given
      const xml = oneJob(
        jobType('work'),
        `<pipeline:retry ${property}="${text}" />`,
      );
      // when
      const { problems, definition } = await parse(xml);
      // then
      expect(definition).toBeUndefined();
      expect(problems).toContainEqual(
        expect.objectContaining({
          rule: 'retry-back-off',
          severity: 'error',
          elementId: 'work',
          parameters: { property, text },
        }),
      );
    },
  );

  it.each(['often', ''])(
    'should be refused if its factor is no number: "%s"',
    async factor => {
      // given
      const xml = oneJob(
        jobType('work'),
        `<pipeline:retry factor="${factor}" />`,
      );
      // when
      const { problems, definition } = await parse(xml);
      // then
      expect(definition).toBeUndefined();
      expect(problems).toContainEqual(
        expect.objectContaining({ severity: 'error' }),
      );
    },
  );
});
