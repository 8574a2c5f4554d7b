import {
  complete,
  fail,
  failForGood,
  findAnswerProblem,
  throwError,
} from './jobAnswer';

class Money {
  readonly amount = 1;
}

describe('the four answers', () => {
  it('should be plain data', () => {
    expect([
      complete({ total: 3 }),
      complete(),
      fail('Expected a, but b', { retryAfter: 1000, retries: 2 }),
      fail('Expected a, but b'),
      failForGood('Expected a, but b'),
      throwError('NO_MONEY', 'Expected money, but found none', { total: 3 }),
      throwError('NO_MONEY'),
    ]).toEqual([
      { kind: 'complete', variables: { total: 3 } },
      { kind: 'complete', variables: {} },
      {
        kind: 'fail',
        message: 'Expected a, but b',
        retryAfter: 1000,
        retries: 2,
      },
      { kind: 'fail', message: 'Expected a, but b' },
      { kind: 'failForGood', message: 'Expected a, but b' },
      {
        kind: 'throwError',
        code: 'NO_MONEY',
        message: 'Expected money, but found none',
        variables: { total: 3 },
      },
      { kind: 'throwError', code: 'NO_MONEY', variables: {} },
    ]);
  });
});

describe('findAnswerProblem', () => {
  it.each([
    complete({ a: [null, true, 1.5, 'text', { b: {} }] }),
    complete(Object.assign(Object.create(null), { constructor: 1 })),
    fail('m', { retryAfter: 0, retries: 0 }),
    failForGood('m'),
    throwError('', 'm'),
  ])('should find none in an answer: %j', answer => {
    expect(findAnswerProblem(answer)).toBeUndefined();
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'complete'],
    ['another kind', { kind: 'toString' }],
    ['no variables', { kind: 'complete' }],
    ['a list of variables', { kind: 'complete', variables: [] }],
    ['no message', { kind: 'fail' }],
    ['no message for good', { kind: 'failForGood' }],
    ['half a try', { kind: 'fail', message: 'm', retries: 0.5 }],
    ['less than no tries', { kind: 'fail', message: 'm', retries: -1 }],
    ['no number', { kind: 'fail', message: 'm', retryAfter: NaN }],
    ['no code', { kind: 'throwError', variables: {} }],
    ['no text', { kind: 'throwError', code: 'c', message: 1, variables: {} }],
  ])('should find what is none: %s', (_, answer) => {
    expect(findAnswerProblem(answer)).toMatch(/^Expected .*, but found/);
  });

  it.each([
    ['a date', new Date(0)],
    ['nothing', undefined],
    ['no number', NaN],
    ['an endless number', Infinity],
    ['a big integer', 1n],
    ['a function', () => 1],
    ['a class', new Money()],
    ['a map', new Map()],
    ['bytes', Buffer.from('x')],
    ['a hole', [1, , 3]], // eslint-disable-line no-sparse-arrays
    ['within', { a: [{ b: undefined }] }],
  ])('should find a variable that is no JSON: %s', (_, secret) => {
    // when
    const problem = findAnswerProblem({
      kind: 'complete',
      variables: { fine: 1, broken: secret },
    });
    // then
    expect(problem).toContain('variable "broken"');
  });

  it('should survive a value in a circle, and one without end', () => {
    // given
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    // then
    for (const value of [circle, deep]) {
      expect(
        findAnswerProblem({ kind: 'complete', variables: { value } }),
      ).toContain('at most 200 levels');
    }
  });
});
