import { eachDatabase } from '../__testUtils__/database';
import {
  ADA,
  element,
  HostStory,
  line,
  model,
  process,
} from '../__testUtils__/hostStory';
import { settle } from '../__testUtils__/settle';

const HOUR = 3_600_000;

describe.each(eachDatabase)('timers that follow variables on %s', id => {
  const story = new HostStory(id);
  let instanceId: string;
  let begun: number;

  beforeEach(async () => {
    await story.deploy(
      model(
        process(
          'follows',
          line(
            element('startEvent', 'start'),
            element(
              'intermediateCatchEvent',
              'pause',
              '<timerEventDefinition><extensionElements><pipeline:timer reevaluate="true" /></extensionElements><timeDuration>=pause</timeDuration></timerEventDefinition>',
            ),
            element('endEvent', 'end'),
          ),
        ),
      ),
    );
    begun = story.now;
    instanceId = await story.start('follows', { pause: 'PT2H', other: 1 });
  });

  const set = (variables: Record<string, string | number>, host = story.host) =>
    host.instances.handle(
      instanceId,
      { type: 'setVariables', variables },
      { actor: ADA },
    );

  /** When it is due, in hours after the instance has begun. */
  async function due(): Promise<number> {
    const rows = await story.knex('waits').where({ instance_id: instanceId });
    expect(rows).toHaveLength(1);
    return (Number(rows[0].due_at) - begun) / HOUR;
  }

  async function timesFired(): Promise<number> {
    const rows = await story
      .knex('history')
      .where({ instance_id: instanceId })
      .pluck('changes');
    return rows
      .flatMap(changes => JSON.parse(changes))
      .filter(({ type, kind }) => type === 'waitClosed' && kind === 'timer')
      .length;
  }

  async function advance(hours: number): Promise<void> {
    story.now += hours * HOUR;
    await settle(story.host);
  }

  it('should be due at another time when their variable is set, and not when others are', async () => {
    // when
    await set({ other: 2 });
    // then
    expect(await due()).toBe(2);
    // when
    await set({ pause: 'PT5H' });
    // then
    expect(await due()).toBe(5);
    // when
    await set({ pause: 'PT5H', other: 3 });
    // then
    expect(await due()).toBe(5);
  });

  it('should be due at another time by a replica that has only read them', async () => {
    // when
    await set({ pause: 'PT5H' }, story.newHost());
    // then
    expect(await due()).toBe(5);
  });

  it('should fire at the later time, once', async () => {
    // given
    await set({ pause: 'PT5H' });
    // when
    await advance(4.9);
    // then
    expect(await story.stateOf(instanceId)).toBe('active');
    expect(await due()).toBe(5);
    // when
    story.now = begun + 5 * HOUR;
    const hosts = [story.host, story.newHost()];
    await Promise.all(hosts.map(host => host.timerWorker.runOnce()));
    await advance(10);
    // then
    expect(await story.stateOf(instanceId)).toBe('completed');
    expect(await timesFired()).toBe(1);
  });

  it('should fire at the sooner time, once', async () => {
    // given
    await set({ pause: 'PT1H' });
    expect(await due()).toBe(1);
    // when
    await advance(1);
    // then
    expect(await story.stateOf(instanceId)).toBe('completed');
    // when
    await advance(2);
    // then
    expect(await timesFired()).toBe(1);
  });

  it('should fire at once where their time has passed already', async () => {
    // given
    await advance(1.5);
    // when
    await set({ pause: 'PT0S' });
    await settle(story.host);
    // then
    expect(await story.stateOf(instanceId)).toBe('completed');
    expect(await timesFired()).toBe(1);
  });
});
