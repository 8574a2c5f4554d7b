import { createJobWorker } from '../host/Host';
import { IdempotencyStore } from '../store/idempotency';
import { eachDatabase } from '../__testUtils__/database';
import {
  ADA,
  element,
  HostStory,
  job,
  line,
  model,
  OWNER,
  process,
} from '../__testUtils__/hostStory';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const start = element('startEvent', 'start');
const timed = (id: string, time: string) =>
  element(
    'startEvent',
    id,
    `<timerEventDefinition>${time}</timerEventDefinition>`,
  );
const pause = (duration: string) =>
  element(
    'intermediateCatchEvent',
    'pause',
    `<timerEventDefinition><timeDuration>${duration}</timeDuration></timerEventDefinition>`,
  );

describe.each(eachDatabase)('a clock that jumps, on %s', databaseId => {
  const story = new HostStory(databaseId);

  beforeEach(async () => {
    await story.host.leaseWatch.runOnce();
  });

  /** The clock is set; whoever is there sees it. */
  async function jump(by: number): Promise<void> {
    story.now += by;
    await story.host.leaseWatch.runOnce();
  }

  const lease = () => ({
    now: story.now,
    until: story.now + 30_000,
    limit: 100,
  });

  const countStarted = async (processId: string) =>
    (await story.knex('process_instances').where({ process_id: processId }))
      .length;

  const firings = async (id: string) => {
    const rows = await story.knex('history').where({ instance_id: id });
    return rows
      .flatMap(({ changes }) => JSON.parse(changes))
      .filter(
        ({ type, kind, reason }) =>
          type === 'waitClosed' && kind === 'timer' && reason === 'fulfilled',
      ).length;
  };

  it.each([
    ['ahead and back', DAY, -DAY],
    ['back', 0, -DAY],
  ])(
    'should leave no job to somebody who is gone for a day: %s',
    async (name, before, after) => {
      // given
      const processId = `job-${name.replace(/ /g, '-')}`;
      await story.deploy(
        model(
          process(processId, line(start, job('work', `gone:${processId}`))),
        ),
      );
      const id = await story.start(processId);
      await jump(before);
      const types = [`gone:${processId}`];
      const leased = await story.host.jobs.activate({
        types,
        worker: 'gone',
        limit: 1,
        lease: 30_000,
      });
      expect(leased).toHaveLength(1);
      // when
      await jump(after);
      story.now += HOUR + MINUTE;
      const host = story.newHost({
        handlers: [
          {
            type: 'gone:*',
            handle: async () => ({ kind: 'complete', variables: {} }),
          },
        ],
      });
      const worker = createJobWorker(host);
      await worker.runOnce();
      await worker.settle();
      // then
      expect(await story.stateOf(id)).toBe('completed');
    },
  );

  it('should fire no timer and no schedule twice that was due in a day that has not come yet', async () => {
    // given
    await story.deploy(
      model(
        process('pausing', line(start, pause('PT3H'))) +
          process(
            'daily',
            line(
              timed('at', '<timeCycle>R/PT12H</timeCycle>'),
              element('task', 'work'),
            ),
          ),
      ),
    );
    const id = await story.start('pausing');
    // when
    await jump(DAY);
    await story.settle();
    const begun = await countStarted('daily');
    expect(await firings(id)).toBe(1);
    expect(begun).toBeGreaterThan(0);
    await jump(-DAY);
    for (let hours = 0; hours < 24; hours += 3) {
      story.now += 3 * HOUR;
      await story.settle();
    }
    // then
    expect(await firings(id)).toBe(1);
    expect(await countStarted('daily')).toBe(begun);
    // when the time has come again
    story.now += 13 * HOUR;
    await story.settle();
    // then
    expect(await countStarted('daily')).toBe(begun + 1);
  });

  it('should look again at what somebody took on who is gone, at its own time and not before', async () => {
    // given
    await story.deploy(
      model(
        process('late', line(start, pause('PT10H'))) +
          process(
            'yearly',
            line(
              timed('on', '<timeCycle>R/PT10H</timeCycle>'),
              element('task', 'work'),
            ),
          ),
      ),
    );
    const id = await story.start('late');
    await jump(DAY);
    expect(
      (await story.host.stores.timers.claim(lease())).length,
    ).toBeGreaterThan(0);
    expect(
      (await story.host.stores.schedules.claim(lease())).length,
    ).toBeGreaterThan(0);
    // when
    await jump(-DAY);
    story.now += 9 * HOUR;
    await story.settle();
    // then
    expect(await firings(id)).toBe(0);
    expect(await countStarted('yearly')).toBe(0);
    // when
    story.now += HOUR;
    await story.settle();
    // then
    expect(await firings(id)).toBe(1);
    expect(await countStarted('yearly')).toBe(1);
  });

  it('should do what was put off, or taken on by somebody who is gone, without waiting for that day', async () => {
    // given
    await story.deploy(
      model(
        process(
          'told',
          line(
            element(
              'startEvent',
              'on',
              '<messageEventDefinition messageRef="go" />',
            ),
            element('task', 'work'),
          ),
        ),
        '<message id="go" name="go" />',
      ),
    );
    await jump(DAY);
    await story.host.messages.publish(
      { deed: { kind: 'message', name: 'go', variables: {} }, ownerRef: OWNER },
      ADA,
    );
    expect(await story.host.stores.outbox.claim(lease())).toHaveLength(1);
    // when
    await jump(-DAY);
    await story.settle();
    // then
    expect(await countStarted('told')).toBe(1);
  });

  it('should find it out when it begins, too', async () => {
    // given
    await story.deploy(
      model(process('begins', line(start, job('work', 'begins:now')))),
    );
    const id = await story.start('begins');
    story.now += DAY;
    const types = ['begins:now'];
    await story.host.jobs.activate({
      types,
      worker: 'gone',
      limit: 1,
      lease: 30_000,
    });
    story.now -= DAY;
    // when
    const host = story.newHost();
    await host.leaseWatch.runOnce();
    // then
    const [wait] = await story.knex('waits').where({ instance_id: id });
    expect(Number(wait.due_at)).toBe(story.now + HOUR);
  });

  it('should know requests again that were done before', async () => {
    // given
    const keys = new IdempotencyStore(story.knex);
    const claim = (key: string) =>
      keys.claim({
        caller: ADA,
        route: 'r',
        key,
        bodyHash: 'h',
        now: story.now,
        expiresAt: story.now + DAY,
      });
    const first = await claim('one');
    // when
    await jump(DAY + HOUR);
    await claim('another');
    await jump(-DAY - HOUR);
    // then
    expect(await claim('one')).toMatchObject({
      isFirst: false,
      resultId: first.resultId,
    });
  });
});
