import { Batches } from './Batches';
import { Turns } from './Turns';

/** The rest of a turn of the event loop, and what is scheduled for after it. */
const turn = () => new Promise(resolve => setImmediate(resolve));

/** Something that ends when it is told to. */
function held({ sideBySide = 1, turns = new Turns() } = {}) {
  const ends: (() => void)[] = [];
  const done: (readonly number[])[] = [];
  const batches = new Batches<number, number>({
    sideBySide,
    turns,
    atOnce: 2,
    patience: 50,
    together: waiting => Math.min(waiting.length, 3),
    perform: async requests => {
      done.push(requests);
      await new Promise<void>(resolve => ends.push(resolve));
      if (requests.includes(13)) {
        throw new Error('Expected luck');
      }
      return requests.map(request =>
        request === 0 ? Promise.reject(new Error('zero')) : request * 10,
      );
    },
  });
  const end = async () => {
    ends.shift()!();
    await turn();
    await turn();
  };
  return { batches, done, end };
}

describe('Batches', () => {
  it('should serve together who asks in one turn, or while others are served', async () => {
    // given
    const { batches, done, end } = held();
    const answers = [1, 2].map(request => batches.ask(request));
    await turn();
    // when
    answers.push(...[3, 4, 5, 6].map(request => batches.ask(request)));
    await turn();
    // then
    expect(done).toEqual([[1, 2]]);
    // when
    await end();
    await end();
    await end();
    // then
    expect(done).toEqual([[1, 2], [3, 4, 5], [6]]);
    expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50, 60]);
  });

  it('should divide them, so that some can be served while others prepare', async () => {
    // given
    const { batches, done, end } = held({ sideBySide: 2 });
    // when
    [1, 2, 3, 4].forEach(request => batches.ask(request));
    await turn();
    // then
    expect(done).toEqual([
      [1, 2],
      [3, 4],
    ]);
    // when
    await end();
    [5, 6].forEach(request => batches.ask(request));
    await turn();
    // then
    expect(done).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
  });

  it('should not wait for long, nor serve more than so many side by side', async () => {
    // given
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    const { batches, done, end } = held();
    const answers = [batches.ask(1)];
    await turn();
    answers.push(batches.ask(2), batches.ask(3));
    // when
    jest.advanceTimersByTime(49);
    // then
    expect(done).toEqual([[1]]);
    // when
    jest.advanceTimersByTime(1);
    answers.push(batches.ask(4));
    jest.advanceTimersByTime(1000);
    jest.useRealTimers();
    // then
    expect(done).toEqual([[1], [2, 3]]);
    await end();
    await end();
    expect(done).toEqual([[1], [2, 3], [4]]);
    await end();
    expect(await Promise.all(answers)).toEqual([10, 20, 30, 40]);
  });

  it('should take turns with others, and then serve all who have asked meanwhile', async () => {
    // given
    const turns = new Turns();
    const first = held({ turns });
    const second = held({ turns });
    first.batches.ask(1);
    await turn();
    second.batches.ask(2);
    await turn();
    // when
    second.batches.ask(3);
    await turn();
    // then
    expect(second.done).toEqual([]);
    // when
    await first.end();
    first.batches.ask(4);
    await turn();
    // then
    expect(second.done).toEqual([[2, 3]]);
    expect(first.done).toEqual([[1]]);
    // when
    await second.end();
    // then
    expect(first.done).toEqual([[1], [4]]);
    await first.end();
  });

  it('should not wait for its turn for long', async () => {
    // given
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    const turns = new Turns();
    const slow = held({ turns });
    const other = held({ turns });
    slow.batches.ask(1);
    await turn();
    // when
    other.batches.ask(2);
    jest.advanceTimersByTime(50);
    jest.useRealTimers();
    // then
    expect(other.done).toEqual([[2]]);
    await other.end();
    await slow.end();
  });

  it('should tell whom it concerns that it has failed, and go on', async () => {
    // given
    const { batches, end } = held();
    const answers = [batches.ask(13)];
    await turn();
    answers.push(batches.ask(1), batches.ask(0));
    const outcomes = Promise.allSettled(answers);
    // when
    await end();
    await end();
    // then
    expect(await outcomes).toMatchObject([
      { reason: { message: 'Expected luck' } },
      { value: 10 },
      { reason: { message: 'zero' } },
    ]);
    // when
    const after = batches.ask(7);
    await turn();
    await end();
    // then
    expect(await after).toBe(70);
  });
});
