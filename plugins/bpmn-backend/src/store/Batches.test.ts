import { Batches } from './Batches';

/** Something that ends when it is told to. */
function held() {
  const ends: (() => void)[] = [];
  const done: (readonly number[])[] = [];
  const batches = new Batches<number, number>({
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
    await new Promise(resolve => setImmediate(resolve));
  };
  return { batches, done, end };
}

describe('Batches', () => {
  it('should serve the first at once, and who comes meanwhile together', async () => {
    // given
    const { batches, done, end } = held();
    const answers = [1, 2, 3, 4, 5].map(request => batches.ask(request));
    expect(done).toEqual([[1]]);
    // when
    await end();
    await end();
    await end();
    // then
    expect(done).toEqual([[1], [2, 3, 4], [5]]);
    expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50]);
  });

  it('should not wait for long, nor serve more than so many side by side', async () => {
    // given
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    const { batches, done, end } = held();
    const answers = [1, 2, 3].map(request => batches.ask(request));
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
    expect(done).toEqual([[1], [2, 3], [4]]);
    await end();
    await end();
    expect(await Promise.all(answers)).toEqual([10, 20, 30, 40]);
  });

  it('should tell whom it concerns that it has failed, and go on', async () => {
    // given
    const { batches, end } = held();
    const answers = [13, 1, 0].map(request => batches.ask(request));
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
    await end();
    // then
    expect(await after).toBe(70);
  });
});
