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
    ['half a millisecond', { kind: 'fail', message: 'm', retryAfter: 0.5 }],
    ['no time at all', { kind: 'fail', message: 'm', retryAfter: 1e300 }],
    ['no end of tries', { kind: 'fail', message: 'm', retries: 1e9 }],
    ['no name', { kind: 'complete', variables: { '': 1 } }],
    ['no text as a name', { kind: 'complete', variables: { 'a\u0000': 1 } }],
    ['half a name', { kind: 'complete', variables: { '\ud800': 1 } }],
    [
      'a name without end',
      { kind: 'complete', variables: { ['n'.repeat(256)]: 1 } },
    ],
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

  it('should find a variable that is too large, and variables that are so together', () => {
    // given
    const text = 'x'.repeat(1024 * 1024 - 2);
    const five = { a: text, b: text, c: text, d: text, e: text };
    // then
    expect(findAnswerProblem(complete({ text }))).toBeUndefined();
    expect(findAnswerProblem(complete({ text: `${text}x` }))).toBe(
      'Expected variable "text" to have at most 1048576 bytes of JSON, but it has 1048577. Anything larger is a file',
    );
    expect(findAnswerProblem(complete(five))).toBe(
      'Expected variables of at most 4194304 bytes of JSON together, but they have 5242880',
    );
  });

  it('should come to an end with a value that holds another one again and again', () => {
    // given
    let value: object = {};
    for (let level = 0; level < 100; level++) {
      value = { left: value, right: value };
    }
    // then
    expect(
      findAnswerProblem({ kind: 'complete', variables: { value } }),
    ).toContain('variable "value"');
  });
});
