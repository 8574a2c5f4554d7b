import type { Command } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { eachDatabase } from '../__testUtils__/database';
import {
  ADA,
  element,
  HostStory,
  job,
  line,
  model,
  process,
} from '../__testUtils__/hostStory';
import type { DueTimer } from '../store/timers';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LEASE = 30_000;

const timer = (content: string, attributes = '') =>
  `<timerEventDefinition><extensionElements><pipeline:timer ${attributes} /></extensionElements>${content}</timerEventDefinition>`;

/** Waits as long as the variable `pause` says, whatever it says by then. */
const PAUSING = model(
  process(
    'pausing',
    line(
      element('startEvent', 'start'),
      element(
        'intermediateCatchEvent',
        'pause',
        timer('<timeDuration>=pause</timeDuration>', 'reevaluate="true"'),
      ),
      element('endEvent', 'end'),
    ),
  ),
);

/** Reminds every ten minutes, as long as it is not done. */
const REMINDING = model(
  process(
    'reminding',
    `${line(
      element('startEvent', 'start'),
      job('a', 'elsewhere'),
    )}<boundaryEvent id="remind" attachedToRef="a" cancelActivity="false">${timer(
      '<timeCycle>R/PT10M</timeCycle>',
      'catchUp="all"',
    )}</boundaryEvent><sequenceFlow id="to-note" sourceRef="remind" targetRef="note" /><task id="note" />`,
  ),
);

describe.each(eachDatabase)('timers on %s', databaseId => {
  const story = new HostStory(databaseId);

  beforeEach(async () => {
    await story.deploy(PAUSING);
    await story.deploy(REMINDING);
  });

  const send = (id: string, command: Command) =>
    story.host.instances.handle(id, command, { actor: ADA });

  /** What has been noted of reminders, one for each. */
  async function timesReminded(id: string): Promise<number> {
    const rows = await story.knex('history').where({ instance_id: id });
    return rows
      .flatMap(({ changes }) => JSON.parse(changes))
      .filter(
        ({ type, elementId }) =>
          type === 'elementEntered' && elementId === 'note',
      ).length;
  }

  /** Something happens after a worker has taken timers on, and before it fires them. */
  function between(happens: () => Promise<unknown>): void {
    const { timers } = story.host.stores;
    const claim = timers.claim.bind(timers);
    jest.spyOn(timers, 'claim').mockImplementationOnce(async request => {
      const taken = await claim(request);
      await happens();
      return taken;
    });
  }

  /** Somebody takes timers on and is gone. */
  const takenByOther = (): Promise<readonly DueTimer[]> =>
    story.host.stores.timers.claim({
      now: story.now,
      until: story.now + LEASE,
      limit: 10,
    });

  it('should not fire at the time that it was due at before it was set to a later one', async () => {
    // given
    const id = await story.start('pausing', { pause: 'PT10M' });
    story.now += 10 * MINUTE;
    between(() =>
      send(id, { type: 'setVariables', variables: { pause: 'PT1H' } }),
    );
    // when
    await story.settle();
    // then
    expect(await story.stateOf(id)).toBe('active');
    // when
    story.now += 60 * MINUTE - 1;
    await story.settle();
    expect(await story.stateOf(id)).toBe('active');
    story.now += 1;
    await story.settle();
    // then
    expect(await story.stateOf(id)).toBe('completed');
  });

  it('should fire once for each of its times, though one who has taken it on comes late', async () => {
    // given
    const id = await story.start('reminding');
    story.now += 10 * MINUTE;
    between(async () => {
      story.now += LEASE;
      await story.host.timerWorker.runOnce();
      story.now += 9 * MINUTE;
    });
    // when
    await story.settle();
    // then
    expect(await timesReminded(id)).toBe(1);
  });

  it('should wait for its time where the clock was set back before it has fired, and for nothing else', async () => {
    // given
    const id = await story.start('pausing', { pause: 'PT10M' });
    story.now += DAY;
    between(async () => {
      story.now -= DAY;
    });
    // when
    await story.settle();
    // then
    expect(await story.stateOf(id)).toBe('active');
    // when
    story.now += 10 * MINUTE;
    await story.settle();
    // then
    expect(await story.stateOf(id)).toBe('completed');
  });

  it('should fire when whoever has taken it on is gone, and make up for what was missed', async () => {
    // given
    const id = await story.start('reminding');
    story.now += 10 * MINUTE;
    expect((await takenByOther()).map(({ instanceId }) => instanceId)).toEqual([
      id,
    ]);
    await story.settle();
    expect(await timesReminded(id)).toBe(0);
    // when
    story.now += 20 * MINUTE;
    await story.settle();
    // then
    expect(await timesReminded(id)).toBe(3);
  });

  it('should rest until the next one that can fire, whatever waits in suspended instances', async () => {
    // given
    const id = await story.start('pausing', { pause: 'PT1M' });
    await send(id, { type: 'suspendInstance' });
    await story.start('pausing', { pause: 'PT1M0.2S' });
    story.now += MINUTE;
    // when
    const rest = await story.host.timerWorker.runOnce();
    // then
    expect(rest).toBe(200);
    // when
    await send(id, { type: 'resumeInstance' });
    await story.settle();
    // then
    expect(await story.stateOf(id)).toBe('completed');
  });

  it('should look again soon for what somebody else is taking on in this moment, and ever later where that takes its time', async () => {
    // given
    const nextDue = jest.spyOn(story.host.stores.timers, 'nextDue');
    const rest = (next: number) => {
      nextDue.mockResolvedValueOnce(next);
      return story.host.timerWorker.runOnce();
    };
    const rests: number[] = [];
    // when
    for (let looks = 0; looks < 9; looks++) {
      rests.push(await rest(story.now - 1));
    }
    // then
    expect(rests).toEqual([20, 40, 80, 160, 320, 640, 1000, 1000, 1000]);
    // when
    expect(await rest(story.now + 5)).toBe(5);
    // then
    expect(await rest(story.now)).toBe(20);
  });

  it('should fire though another one takes its time', async () => {
    // given
    const slow = await story.start('pausing', { pause: 'PT1M' });
    const quick = await story.start('pausing', { pause: 'PT1M' });
    story.now += MINUTE;
    let goOn = () => {};
    const stuck = new Promise<void>(resolve => {
      goOn = resolve;
    });
    const { instances } = story.host;
    const handle = instances.handle.bind(instances);
    jest.spyOn(instances, 'handle').mockImplementation(async (id, ...rest) => {
      if (id === slow) {
        await stuck;
      }
      return handle(id, ...rest);
    });
    // when
    const rest = await story.host.timerWorker.runOnce();
    // then
    expect(rest).toBe(0);
    expect(await story.stateOf(slow)).toBe('active');
    // when
    goOn();
    await story.host.timerWorker.settle();
    // then
    expect([await story.stateOf(quick), await story.stateOf(slow)]).toEqual([
      'completed',
      'completed',
    ]);
  });
});
