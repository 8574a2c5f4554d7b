import { FairQueue } from './FairQueue';

describe('FairQueue', () => {
  /** Adds one of each of these owners; gives those that have begun. */
  function story(queue: FairQueue) {
    const begun: string[] = [];
    const add = (owner: string, name = owner) => {
      const waiting = { owner, begin: () => begun.push(name) };
      queue.add(waiting);
      return waiting;
    };
    return { begun, add };
  }

  it('should give each owner a turn', () => {
    // given
    const queue = new FairQueue(1);
    const { begun, add } = story(queue);
    const running = add('a', 'a1');
    add('a', 'a2');
    add('a', 'a3');
    add('b', 'b1');
    // when
    queue.end(running);
    queue.end(running);
    queue.end(running);
    // then
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
  });

  it('should not let an owner have more than it may, and others not wait for it', () => {
    // given
    const queue = new FairQueue(3, { a: 1 });
    const { begun, add } = story(queue);
    // when
    const first = add('a', 'a1');
    add('a', 'a2');
    add('b', 'b1');
    add('b', 'b2');
    // then
    expect(begun).toEqual(['a1', 'b1', 'b2']);
    expect([queue.running, queue.queued]).toEqual([3, 1]);
    // when
    queue.end(first);
    // then
    expect(begun).toEqual(['a1', 'b1', 'b2', 'a2']);
  });

  it('should take out whoever has not begun, once', () => {
    // given
    const queue = new FairQueue(1);
    const { begun, add } = story(queue);
    const first = add('a');
    const second = add('b');
    // then
    expect(queue.remove(first)).toBe(false);
    expect(queue.remove(second)).toBe(true);
    expect(queue.remove(second)).toBe(false);
    // when
    queue.end(first);
    // then
    expect(begun).toEqual(['a']);
    expect(queue.running).toBe(0);
  });
});
