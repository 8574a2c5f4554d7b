import type { JobHandler } from './jobHandler';
import { findJobHandler, findJobTypeProblem } from './jobType';

const handlers = [
  'script:*',
  'script:python*',
  'script:python',
  '*:x',
  'mail',
].map((type): JobHandler => ({ type, handle: jest.fn() }));

describe('findJobHandler', () => {
  it.each([
    ['mail', 'mail'],
    ['mail:send', undefined],
    ['script:r', 'script:*'],
    ['script:', 'script:*'],
    ['script:python', 'script:python'],
    ['script:python3', 'script:python*'],
    ['http:request', undefined],
    ['a:x', undefined],
  ])('should choose for %s %s, in whatever order', (type, expected) => {
    for (const list of [handlers, handlers.toReversed()]) {
      expect(findJobHandler(list, type)?.type).toBe(expected);
    }
  });
});

describe('findJobTypeProblem', () => {
  it.each(['http:request', 'script:*', 'a', 'über.type-1'])(
    'should find none in %s',
    type => {
      expect(findJobTypeProblem(type)).toBeUndefined();
    },
  );

  it.each(['', '*', 'a b', 'a*b', 'a**', 'x'.repeat(256)])(
    'should find what is wrong with "%s"',
    type => {
      expect(findJobTypeProblem(type)).toMatch(/^Expected a job type/);
    },
  );
});
