import { testJob, testJobContext } from '../testing';
import { handleJob } from './handleJob';
import { complete, type JobAnswer } from './jobAnswer';

const handler = (handle: () => JobAnswer) => ({
  type: 'test:*',
  handle: async () => handle(),
});

const answerOf = (handle: () => JobAnswer) =>
  handleJob(handler(handle), testJob({ type: 'test:a' }), testJobContext());

const throws = (thrown: unknown) => () => {
  throw thrown;
};

describe('handleJob', () => {
  it('should give the answer of the handler', async () => {
    expect(await answerOf(() => complete({ a: 1 }))).toEqual(
      complete({ a: 1 }),
    );
  });

  it.each([
    [new TypeError('Expected a, but b'), 'Expected a, but b'],
    ['no error at all', 'no error at all'],
    [undefined, 'undefined'],
    [new Error(''), expect.stringContaining('without saying why')],
  ])('should make a failure of what is thrown: %s', async (thrown, message) => {
    expect(await answerOf(throws(thrown))).toEqual({ kind: 'fail', message });
  });

  it('should make a failure of what is thrown before there is a promise', async () => {
    // given
    const hasty = { type: 'test:a', handle: throws(new Error('too early')) };
    // when
    const answer = await handleJob(
      hasty,
      testJob({ type: 'test:a' }),
      testJobContext(),
    );
    // then
    expect(answer).toEqual({ kind: 'fail', message: 'too early' });
  });

  it('should fail for good what is no answer, and say whose it was', async () => {
    expect(
      await answerOf(() => ({ ok: true } as unknown as JobAnswer)),
    ).toEqual({
      kind: 'failForGood',
      message: expect.stringContaining('handler of job type test:*'),
    });
  });

  it('should fail for good what cannot even be looked at', async () => {
    // given
    const variables = Object.defineProperty({}, 'a', {
      enumerable: true,
      get: throws(new Error('gone')),
    });
    // then
    expect(await answerOf(() => ({ kind: 'complete', variables }))).toEqual({
      kind: 'failForGood',
      message: expect.stringContaining('it cannot be read'),
    });
  });
});
