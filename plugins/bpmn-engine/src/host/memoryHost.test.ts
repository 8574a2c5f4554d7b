import { inARow, serviceTask } from '../testing/extensions';
import {
  hostOf,
  processOf,
  stateOf,
  variablesIn,
  waitingIn,
} from '../testing/hosts';
import { conditionDefinition, userTasks } from '../testing/parts';
import { path } from '../testing/picture';

const work = processOf('work', inARow(serviceTask('do')));

describe('a host in memory', () => {
  describe('that starts instances', () => {
    it('should number them, and hold each by its id', async () => {
      // given
      const host = await hostOf([work]);
      // when
      const ids = [host.start('work', { n: 1 }), host.start('work', { n: 2 })];
      // then
      expect(ids).toEqual(['work-1', 'work-2']);
      expect(Array.from(host.instances.keys())).toEqual(ids);
      expect(ids.map(id => variablesIn(host, id))).toEqual([
        { n: 1 },
        { n: 2 },
      ]);
      expect(host.instance('work-2').rows.instanceRow).toMatchObject({
        id: 'work-2',
        processId: 'work',
        state: 'active',
      });
    });

    it('should refuse a process that it does not know', async () => {
      // given
      const host = await hostOf([work]);
      // when
      const act = () => host.start('play');
      // then
      expect(act).toThrow('Expected process play to be known, but it is not');
      expect(host.instances.size).toBe(0);
    });

    it('should refuse to speak of an instance that there is not', async () => {
      // given
      const host = await hostOf([work]);
      const message = 'Expected instance work-9 to be hosted, but it is not';
      // then
      expect(() => host.instance('work-9')).toThrow(message);
      expect(() => host.waits('work-9')).toThrow(message);
      expect(() => host.send('work-9', { type: 'cancelInstance' })).toThrow(
        message,
      );
    });

    it('should begin at the start event that is named', async () => {
      // given
      const host = await hostOf([
        processOf(
          'work',
          `<startEvent id="told"><messageEventDefinition messageRef="m" /></startEvent>${userTasks(
            'read',
          )}${path('told', 'read')}${inARow(serviceTask('do'))}`,
          '<message id="m" name="news" />',
        ),
      ]);
      // when
      const id = host.start('work', { x: 1 }, 'told');
      // then
      expect(waitingIn(host, id)).toEqual(['read']);
      expect(variablesIn(host, id)).toEqual({ x: 1 });
    });

    it('should keep the history of each', async () => {
      // given
      const host = await hostOf([work]);
      const one = host.start('work');
      const { length } = host.instance(one).history;
      // when
      const two = host.start('work');
      // then
      expect(host.instance(one).history).toHaveLength(length);
      expect(host.instance(two).history).toHaveLength(length);
      expect(host.instance(two).history[0]).toMatchObject({
        type: 'instanceStarted',
        instanceId: two,
      });
    });
  });

  describe('that starts instances by condition', () => {
    const byCondition = processOf(
      'shop',
      `<startEvent id="large">${conditionDefinition(
        '=amount > 10',
      )}</startEvent><startEvent id="urgent">${conditionDefinition(
        '=urgent',
      )}</startEvent>${userTasks('look', 'run')}${path('large', 'look')}${path(
        'urgent',
        'run',
      )}`,
    );

    it('should start one by each that holds', async () => {
      // given
      const host = await hostOf([byCondition]);
      // when
      const ids = host.startIfTrue('shop', { amount: 11, urgent: true });
      // then
      expect(ids).toEqual(['shop-1', 'shop-2']);
      expect(ids.map(id => waitingIn(host, id))).toEqual([['look'], ['run']]);
      expect(variablesIn(host, ids[0])).toEqual({ amount: 11, urgent: true });
    });

    it('should start none by one that does not hold, or cannot be evaluated', async () => {
      // given
      const host = await hostOf([byCondition]);
      // when
      const ids = [
        host.startIfTrue('shop', { amount: 10, urgent: false }),
        host.startIfTrue('shop', {}),
        host.startIfTrue('shop', { amount: 'much', urgent: 'very' }),
      ];
      // then
      expect(ids).toEqual([[], [], []]);
      expect(host.instances.size).toBe(0);
    });

    it('should start the one that holds beside one that cannot be evaluated', async () => {
      // given
      const host = await hostOf([byCondition]);
      // when
      const ids = host.startIfTrue('shop', { urgent: true });
      // then
      expect(ids.map(id => waitingIn(host, id))).toEqual([['run']]);
    });

    it('should not start one by any other start event', async () => {
      // given
      const host = await hostOf([work]);
      // then
      expect(host.startIfTrue('work', { amount: 11 })).toEqual([]);
    });

    it('should refuse a process that it does not know', async () => {
      // given
      const host = await hostOf([byCondition]);
      // then
      expect(() => host.startIfTrue('play', {})).toThrow(
        'Expected process play to be known, but it is not',
      );
    });
  });

  describe('that does jobs', () => {
    it('should do them at once, one after the other', async () => {
      // given
      const seen: unknown[] = [];
      const host = await hostOf(
        [processOf('work', inARow(serviceTask('one'), serviceTask('two')))],
        {
          doJob: ({ wait, node, instance, variable }) => {
            seen.push([wait.type, node.id, instance.id, variable('n')]);
            return { complete: { n: 2 } };
          },
        },
      );
      // when
      const id = host.start('work', { n: 1 });
      // then
      expect(seen).toEqual([
        ['one', 'one', 'work-1', 1],
        ['two', 'two', 'work-1', 2],
      ]);
      expect(stateOf(host, id)).toBe('completed');
      expect(variablesIn(host, id)).toEqual({ n: 2 });
    });

    it('should leave those open that get no answer', async () => {
      // given
      const host = await hostOf([work], { doJob: () => undefined });
      // when
      const id = host.start('work');
      // then
      expect(waitingIn(host, id)).toEqual(['do']);
    });

    it('should report errors', async () => {
      // given
      const host = await hostOf([work], { doJob: () => ({ error: 'E' }) });
      // when
      const id = host.start('work');
      // then
      expect(
        Array.from(host.instance(id).rows.incidents.values()),
      ).toMatchObject([{ kind: 'errorUncaught', errorCode: 'E' }]);
    });

    it('should give up when the handler does', async () => {
      // given
      const host = await hostOf([work], {
        doJob: () => ({ fail: 'Broken', retries: 0 }),
      });
      // when
      const id = host.start('work');
      // then
      expect(
        Array.from(host.instance(id).rows.incidents.values()),
      ).toMatchObject([{ kind: 'jobFailed', message: 'Broken' }]);
    });

    it('should not try one again before its time', async () => {
      // given
      const times: number[] = [];
      const host = await hostOf([work], {
        now: 500,
        doJob: ({ wait: { failures } }) => {
          times.push(host.now);
          return failures === 2 ? { complete: {} } : { fail: 'Down' };
        },
      });
      const id = host.start('work');
      expect(times).toEqual([500]);
      // when
      host.advance(9_999);
      expect(times).toEqual([500]);
      host.advance(60_000);
      // then
      expect(times).toEqual([500, 10_500, 30_500]);
      expect(stateOf(host, id)).toBe('completed');
    });
  });
});
