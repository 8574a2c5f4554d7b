import { element, inARow, serviceTask } from '../testing/extensions';
import { hostOf, processOf, stateOf, waitingIn } from '../testing/hosts';
import { boundary, ends, tasks, timerDefinition } from '../testing/parts';
import { flow, path } from '../testing/picture';
import type { MemoryHost } from './memoryHost';

const SECOND = 1_000;

const timer = (id: string, duration: string) =>
  [
    id,
    `<intermediateCatchEvent id="${id}">${timerDefinition(
      duration,
    )}</intermediateCatchEvent>`,
  ] as const;

/** Waits as long as it is told to. */
const pause = (id: string, duration: string) =>
  processOf(id, inARow(timer('wait', duration)));

/** Those of some instances that have completed. */
function completedOf(
  host: MemoryHost,
  ids: readonly string[],
): readonly string[] {
  return ids.filter(id => stateOf(host, id) === 'completed');
}

/** Stops a clock that would go on for ever. */
function stoppedAfter(steps: number, host: MemoryHost): MemoryHost {
  let { now } = host;
  let left = steps;
  return Object.defineProperty(host, 'now', {
    get: () => now,
    set(time: number) {
      if (--left < 0) {
        throw new Error(`Expected at most ${steps} steps of the clock`);
      }
      now = time;
    },
  });
}

describe('the clock of a host', () => {
  it('should stand where it is put, and move by what it is told', async () => {
    // given
    const host = await hostOf([pause('p', 'PT1S')], { now: 500 });
    expect(host.now).toBe(500);
    // when
    host.advance(250);
    host.advance(0);
    // then
    expect(host.now).toBe(750);
  });

  it('should begin at 0', async () => {
    expect((await hostOf([pause('p', 'PT1S')])).now).toBe(0);
  });

  it('should fire a timer when it is due, never before', async () => {
    // given
    const host = await hostOf([pause('p', 'PT1S')], { now: 500 });
    const id = host.start('p');
    // when
    host.advance(999);
    expect(stateOf(host, id)).toBe('active');
    host.advance(1);
    // then
    expect(stateOf(host, id)).toBe('completed');
    expect(host.now).toBe(1_500);
  });

  it('should fire in the order of time, whatever was begun first', async () => {
    // given
    const seen: string[] = [];
    const log = (id: string, duration: string) =>
      processOf(id, inARow(timer('wait', duration), serviceTask('log')));
    const host = await hostOf(
      [log('slow', 'PT3S'), log('quick', 'PT1S'), log('middle', 'PT2S')],
      {
        doJob: ({ instance }) => {
          seen.push(`${instance.definition.id} at ${host.now}`);
          return { complete: {} };
        },
      },
    );
    ['slow', 'quick', 'middle'].forEach(id => host.start(id));
    // when
    host.advance(10 * SECOND);
    // then
    expect(seen).toEqual(['quick at 1000', 'middle at 2000', 'slow at 3000']);
    expect(host.now).toBe(10 * SECOND);
  });

  it('should fire the one that was begun first of two at the same time', async () => {
    // given
    const seen: string[] = [];
    const host = await hostOf(
      [processOf('p', inARow(timer('wait', 'PT1S'), serviceTask('log')))],
      {
        doJob: ({ instance: { id } }) => {
          seen.push(id);
          return { complete: {} };
        },
      },
    );
    host.start('p');
    host.start('p');
    // when
    host.advance(SECOND);
    // then
    expect(seen).toEqual(['p-1', 'p-2']);
  });

  it('should fire what begins on the way, counted from where it begins', async () => {
    // given
    const host = await hostOf([
      processOf(
        'p',
        inARow(timer('a', 'PT1S'), timer('b', 'PT2S'), timer('c', 'PT3S')),
      ),
    ]);
    const id = host.start('p');
    // when
    host.advance(5_999);
    // then
    expect(waitingIn(host, id)).toEqual(['c']);
    // when
    host.advance(1);
    // then
    expect(stateOf(host, id)).toBe('completed');
  });

  it('should fire a repeating timer as often as it is due', async () => {
    // given
    const host = await hostOf([
      processOf(
        'p',
        `${inARow(serviceTask('work'))}${tasks('told')}${boundary(
          { id: 'on', on: 'work', to: 'told', interrupts: false },
          '<timerEventDefinition><timeCycle>R3/PT1S</timeCycle></timerEventDefinition>',
        )}`,
      ),
    ]);
    const id = host.start('p');
    const told = () =>
      host
        .instance(id)
        .history.filter(
          change =>
            change.type === 'elementEntered' && change.elementId === 'told',
        ).length;
    // when
    host.advance(2 * SECOND);
    expect(told()).toBe(2);
    host.advance(10 * SECOND);
    // then
    expect(told()).toBe(3);
  });

  describe('with jobs that take their time', () => {
    const job = processOf('job', inARow(serviceTask('work')));

    it('should finish them when they are done, never before', async () => {
      // given
      const host = await hostOf([job], {
        doJob: () => ({ complete: {}, after: 5 * SECOND }),
      });
      const id = host.start('job');
      // when
      host.advance(4_999);
      expect(waitingIn(host, id)).toEqual(['work']);
      host.advance(1);
      // then
      expect(stateOf(host, id)).toBe('completed');
    });

    it('should finish them in the order of time, among timers', async () => {
      // given
      const host = await hostOf(
        [job, pause('early', 'PT1S'), pause('late', 'PT3S')],
        { doJob: () => ({ complete: {}, after: 2 * SECOND }) },
      );
      const ids = ['late', 'job', 'early'].map(id => host.start(id));
      const order: (readonly string[])[] = [];
      // when
      for (let i = 0; i < 3; i++) {
        host.advance(SECOND);
        order.push(completedOf(host, ids));
      }
      // then
      expect(order).toEqual([
        ['early-3'],
        ['job-2', 'early-3'],
        ['late-1', 'job-2', 'early-3'],
      ]);
    });

    it.each([
      ['the timer comes first', 'PT2S', 'late'],
      ['the job is done first', 'PT3S', 'end'],
      ['they come together: the timer wins', 'PT2.5S', 'late'],
    ])('should let the earlier one win: %s', async (_, duration, last) => {
      // given
      const host = await hostOf(
        [
          processOf(
            'p',
            `${inARow(serviceTask('work'))}${ends('over')}${boundary(
              { id: 'late', on: 'work', to: 'over' },
              timerDefinition(duration),
            )}`,
          ),
        ],
        { doJob: () => ({ complete: {}, after: 2_500 }) },
      );
      const id = host.start('p');
      // when
      host.advance(10 * SECOND);
      // then
      const entered = host
        .instance(id)
        .history.flatMap(change =>
          change.type === 'elementEntered' ? [change.elementId] : [],
        );
      expect(entered).toContain(last);
      expect(entered).not.toContain(last === 'late' ? 'end' : 'late');
      expect(stateOf(host, id)).toBe('completed');
    });

    it('should forget a job that has been withdrawn in the meantime', async () => {
      // given
      const host = await hostOf([job], {
        doJob: () => ({ complete: {}, after: SECOND }),
      });
      const id = host.start('job');
      host.send(id, { type: 'cancelInstance' });
      const { length } = host.instance(id).history;
      // when
      host.advance(2 * SECOND);
      // then
      expect(host.instance(id).history).toHaveLength(length);
    });
  });

  describe('while an instance is suspended', () => {
    it('should hold a timer that is due, and let those of others fire', async () => {
      // given
      const host = stoppedAfter(
        100,
        await hostOf([pause('p', 'PT1S'), pause('other', 'PT2S')]),
      );
      const [id, other] = [host.start('p'), host.start('other')];
      host.send(id, { type: 'suspendInstance' });
      // when
      host.advance(2 * SECOND);
      // then
      expect(stateOf(host, id)).toBe('suspended');
      expect(stateOf(host, other)).toBe('completed');
      expect(host.instance(id).rows.held).toHaveLength(1);
      // when
      host.send(id, { type: 'resumeInstance' });
      // then
      expect(stateOf(host, id)).toBe('completed');
    });

    it('should not fire a timer that is due after it is resumed', async () => {
      // given
      const host = await hostOf([pause('p', 'PT3S')]);
      const id = host.start('p');
      host.send(id, { type: 'suspendInstance' });
      host.advance(2 * SECOND);
      // when
      host.send(id, { type: 'resumeInstance' });
      expect(stateOf(host, id)).toBe('active');
      host.advance(SECOND);
      // then
      expect(stateOf(host, id)).toBe('completed');
    });

    it('should hold a job that is done, until it is resumed', async () => {
      // given
      const host = await hostOf([processOf('p', inARow(serviceTask('work')))], {
        doJob: () => ({ complete: {}, after: SECOND }),
      });
      const id = host.start('p');
      host.send(id, { type: 'suspendInstance' });
      // when
      host.advance(2 * SECOND);
      // then
      expect(stateOf(host, id)).toBe('suspended');
      // when
      host.send(id, { type: 'resumeInstance' });
      // then
      expect(stateOf(host, id)).toBe('completed');
    });
  });

  it('should not be stopped by an incident elsewhere', async () => {
    // given
    const host = await hostOf([
      processOf(
        'p',
        `<startEvent id="start" />${
          element(['exclusiveGateway', 'choose'])[1]
        }${tasks('never')}${timer('wait', 'PT1S')[1]}${ends('end')}${path(
          'start',
          'wait',
          'end',
        )}${flow('start', 'choose')}${flow('choose', 'never', '=false')}`,
      ),
    ]);
    const id = host.start('p');
    // when
    host.advance(SECOND);
    // then
    expect(waitingIn(host, id)).toEqual([]);
    expect(host.instance(id).rows.incidents.size).toBe(1);
  });
});
