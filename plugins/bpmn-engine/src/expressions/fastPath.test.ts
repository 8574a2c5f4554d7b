import { evaluate } from './testing/feel';

const variables = {
  text: 'a',
  nothing: null,
  zero: 0,
  order: {
    customer: { name: 'Ada', 'full name': 'Ada L.', nothing: null },
    lines: [{ sku: 1 }, { sku: 2 }, 3],
  },
};

describe('the fast path', () => {
  it.each([
    'text',
    'nothing',
    'zero',
    'missing',
    'order',
    'order.customer.name',
    'order.customer.full name',
    'order.customer.`full name`',
    'order.customer.nothing',
    'order.customer.nothing.more',
    'order.customer.missing',
    'order.customer.missing.more',
    'order.customer.name.length',
    'order.lines',
    'order.lines.sku',
    'order.lines.missing',
    'order.lines.length',
    'order.constructor',
    'text.length',
    'zero.toFixed',
    'missing.name',
    '"text"',
    '"a \\"b\\"\\n\\u0041"',
    '12',
    '-12.5',
    '- 3',
    '1e3',
    'true',
    'false',
    'null',
  ])('should give for %s what feelin gives', source => {
    // when
    const fast = evaluate(source, variables);
    const slow = evaluate(`(${source})`, variables);

    // then
    expect(fast).toEqual(slow);
  });
});
