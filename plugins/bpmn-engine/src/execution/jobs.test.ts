import { Rejection } from '../command';
import type { JobWait } from '../state/state';
import { givenXml, type Scenario } from '../testing/scenario';
import { element, inARow, jobType } from '../testing/extensions';
import { left } from '../testing/left';
import { boundary } from '../testing/parts';
import { processXml } from '../testing/picture';

const NOW = Date.UTC(2025, 2, 1);

const oneJob = (...extensions: readonly string[]) =>
  processXml(inARow(element(['serviceTask', 'work'], extensions)));

const jobOf = (story: Scenario) => story.wait('work', 'job') as JobWait;

function fail(
  story: Scenario,
  command: { retries?: number; retryAfter?: number } = {},
): void {
  const { key: waitKey } = story.wait('work', 'job');
  story.send({
    type: 'failJob',
    waitKey,
    message: 'Server is down',
    ...command,
  });
}

describe('jobs', () => {
  describe('that fail', () => {
    it('should be tried again, with one try less', async () => {
      // given
      const story = await givenXml(oneJob(jobType('work')), { now: NOW });
      story.start();
      const first = jobOf(story);
      // when
      fail(story);
      // then
      expect(first.retries).toBe(3);
      expect(story.waits).toMatchObject([{ type: 'work', retries: 2 }]);
      expect(jobOf(story).key).not.toBe(first.key);
      expect(story.history).toContainEqual({
        type: 'waitClosed',
        waitKey: first.key,
        kind: 'job',
        elementInstanceKey: first.elementInstanceKey,
        reason: 'failed',
      });
      expect(story.incidents).toEqual([]);
    });

    it('should keep all that they are when they are tried again', async () => {
      // given
      const story = await givenXml(
        oneJob(
          jobType('=kind', '5'),
          '<zeebe:taskHeaders><zeebe:header key="a" value="b" /></zeebe:taskHeaders>',
          '<zeebe:jobPriorityDefinition priority="7" />',
          '<pipeline:retry delay="PT10S" factor="2" maximum="PT5M" />',
        ),
        { now: NOW },
      );
      story.start({ kind: 'special' });
      const { key, ...first } = jobOf(story);
      // when
      fail(story, { retryAfter: 250 });
      // then
      expect(jobOf(story)).toEqual({
        ...first,
        key: expect.any(Number),
        retries: 4,
        failures: 1,
        notBefore: NOW + 250,
      });
    });

    it('should be tried as often as whoever fails them says', async () => {
      // given
      const story = await givenXml(oneJob(jobType('work')));
      story.start();
      // when
      fail(story, { retries: 9 });
      // then
      expect(jobOf(story).retries).toBe(9);
    });

    it('should be there at once if whoever fails them says so', async () => {
      // given
      const story = await givenXml(oneJob(jobType('work')), { now: NOW });
      story.start();
      // when
      fail(story, { retryAfter: 0 });
      // then
      expect(jobOf(story).notBefore).toBe(NOW);
    });

    it('should wait ten seconds if nobody says otherwise', async () => {
      // given
      const story = await givenXml(oneJob(jobType('work')), { now: NOW });
      story.start();
      // when
      fail(story);
      // then
      expect(jobOf(story).notBefore).toBe(NOW + 10_000);
    });

    it('should wait as long as the model says if nobody says otherwise', async () => {
      // given
      const story = await givenXml(
        oneJob(
          jobType('work'),
          '<pipeline:retry delay="PT7S" factor="2" maximum="PT5M" />',
        ),
        { now: NOW },
      );
      story.start();
      // when
      fail(story);
      // then
      expect(jobOf(story).notBefore).toBe(NOW + 7_000);
    });

    it('should not carry the time of the last try into the next one', async () => {
      // given
      const story = await givenXml(oneJob(jobType('work')), { now: NOW });
      story.start();
      fail(story, { retryAfter: 60_000 });
      // when
      fail(story, { retryAfter: 1 });
      // then
      expect(jobOf(story)).toMatchObject({ notBefore: NOW + 1, retries: 1 });
    });

    it('should be completed after a failure as before', async () => {
      // given
      const story = await givenXml(oneJob(jobType('work')));
      story.start();
      fail(story);
      // when
      story.completeJob('work', { done: 1 });
      // then
      expect(story.state).toBe('completed');
      expect(story.variables).toEqual({ done: 1 });
      expect(left(story)).toEqual([]);
    });

    it.each([
      ['the last try is used up', '1', {}],
      ['whoever fails it gives up', '3', { retries: 0 }],
      ['fewer than none are left', '3', { retries: -1 }],
    ])('should raise an incident if %s', async (_, retries, command) => {
      // given
      const story = await givenXml(oneJob(jobType('work', retries)));
      story.start();
      // when
      fail(story, command);
      // then
      expect(story.waits).toEqual([]);
      expect(story.incidents).toMatchObject([
        {
          kind: 'jobFailed',
          elementId: 'work',
          message: 'Server is down',
          job: { type: 'work', kind: 'job' },
        },
      ]);
      expect(story.state).toBe('active');
    });

    it('should be refused to be failed twice', async () => {
      // given
      const story = await givenXml(oneJob(jobType('work')));
      story.start();
      const { key: waitKey } = jobOf(story);
      fail(story);
      // when
      const again = () =>
        story.send({ type: 'failJob', waitKey, message: 'no' });
      // then
      expect(again).toThrow(Rejection);
      expect(jobOf(story).retries).toBe(2);
    });
  });

  describe('whose incident is resolved', () => {
    it('should be there again with new tries', async () => {
      // given
      const story = await givenXml(oneJob(jobType('work', '1')), { now: NOW });
      story.start();
      fail(story, { retryAfter: 5 });
      const [{ key: incidentKey }] = story.incidents;
      // when
      story.send({ type: 'resolveIncident', incidentKey, retries: 2 });
      // then
      expect(story.incidents).toEqual([]);
      expect(story.waits).toEqual([
        {
          kind: 'job',
          key: expect.any(Number),
          elementInstanceKey: expect.any(Number),
          elementId: 'work',
          type: 'work',
          retries: 2,
        },
      ]);
    });

    it.each([
      ['by default', [jobType('work')], 3],
      ['literally', [jobType('work', '5')], 5],
      ['by an expression', [jobType('work', '=tries')], 4],
    ])(
      'should have as many tries as the model says %s',
      async (_, extensions, retries) => {
        // given
        const story = await givenXml(oneJob(...extensions));
        story.start({ tries: 4 });
        fail(story, { retries: 0 });
        // when
        story.resolve();
        // then
        expect(jobOf(story).retries).toBe(retries);
      },
    );

    it.each([0, -1])(
      'should be refused fewer tries than one: %s',
      async retries => {
        // given
        const story = await givenXml(oneJob(jobType('work', '1')));
        story.start();
        fail(story);
        const [{ key: incidentKey }] = story.incidents;
        // when
        const act = () =>
          story.send({ type: 'resolveIncident', incidentKey, retries });
        // then
        expect(act).toThrow(
          `Expected a whole number of tries from 1 to 1000000, but found ${retries}`,
        );
        expect(story.incidents).toMatchObject([{ key: incidentKey }]);
        expect(story.waits).toEqual([]);
      },
    );

    it('should raise the next incident when the new tries are used up, too', async () => {
      // given
      const story = await givenXml(oneJob(jobType('work', '1')));
      story.start();
      fail(story);
      const [{ key: incidentKey }] = story.incidents;
      story.send({ type: 'resolveIncident', incidentKey, retries: 1 });
      // when
      fail(story);
      // then
      expect(story.incidents).toMatchObject([{ kind: 'jobFailed' }]);
      expect(story.incidents[0].key).not.toBe(incidentKey);
      // when
      story.resolve().completeJob('work');
      // then
      expect(story.state).toBe('completed');
      expect(left(story)).toEqual([]);
    });

    it('should not map the inputs again', async () => {
      // given
      const story = await givenXml(
        oneJob(
          jobType('work', '1'),
          '<zeebe:ioMapping><zeebe:input source="=x" target="seen" /></zeebe:ioMapping>',
        ),
      );
      story.start({ x: 1 });
      fail(story);
      // when
      story.resolve({ x: 2 });
      // then
      expect(story.seenBy('work', 'seen')).toBe(1);
    });

    it('should be refused to be resolved twice', async () => {
      // given
      const story = await givenXml(oneJob(jobType('work', '1')));
      story.start();
      fail(story);
      const [{ key: incidentKey }] = story.incidents;
      story.resolve();
      // when
      const again = () => story.send({ type: 'resolveIncident', incidentKey });
      // then
      expect(again).toThrow(
        `Expected incident ${incidentKey} to be open, but it is not`,
      );
      expect(story.waits).toHaveLength(1);
    });
  });

  describe('that have failed for good', () => {
    it('should leave their boundary events listening', async () => {
      // given
      const story = await givenXml(
        processXml(
          `${inARow(
            element(['serviceTask', 'work'], [jobType('work', '1')]),
          )}<endEvent id="over" />${boundary(
            { id: 'late', on: 'work', to: 'over' },
            '<timerEventDefinition id="t"><timeDuration>PT1H</timeDuration></timerEventDefinition>',
          )}`,
        ),
      );
      story.start();
      fail(story);
      // when
      story.advance(3_600_000);
      // then
      expect(story.completed).toEqual(['start', 'late', 'over', 'story']);
      expect(story.incidents).toEqual([]);
      expect(left(story)).toEqual([]);
    });

    it('should take their incident back when the instance is cancelled', async () => {
      // given
      const story = await givenXml(oneJob(jobType('work', '1')));
      story.start();
      fail(story);
      const [{ key: incidentKey, elementInstanceKey }] = story.incidents;
      // when
      story.send({ type: 'cancelInstance' });
      // then
      expect(story.incidents).toEqual([]);
      expect(story.history).toContainEqual({
        type: 'incidentResolved',
        incidentKey,
        elementInstanceKey,
      });
      expect(left(story)).toEqual([]);
    });
  });

  it.each([
    ['failJob', 'a job or a called instance'],
    ['throwError', 'a job, a user task or a called instance'],
    ['throwEscalation', 'a job, a user task or a called instance'],
  ] as const)(
    'should be what %s is about: a message is not',
    async (type, expected) => {
      // given
      const story = await givenXml(
        processXml(
          inARow(element(['receiveTask messageRef="m"', 'work'])),
          '<message id="m" name="m" />',
        ),
      );
      story.start();
      const { key: waitKey } = story.wait('work');
      // when
      const act = () => story.send({ type, waitKey, code: 'X', message: 'x' });
      // then
      expect(act).toThrow(
        `Expected wait ${waitKey} to be ${expected}, but it is a message`,
      );
      expect(story.waiting).toEqual(['work']);
    },
  );
});
