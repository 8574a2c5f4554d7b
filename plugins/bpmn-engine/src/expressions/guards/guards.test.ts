import { MAX_EXPRESSION_STEPS } from '../limits';
import { evaluate, failureOf } from '../testing/feel';

const STEPS = `at most ${MAX_EXPRESSION_STEPS} steps`;
const list = Array.from({ length: 100_000 }, (_, index) => index);
const rows = list.slice(0, 20_000).map(id => ({ id, inner: { id } }));
const wide = Object.fromEntries(
  list.slice(0, 20_000).map(id => [`k${id}`, id]),
);
const text = 'x'.repeat(1_000_000);
const variables = { list, rows, wide, text };

describe('an evaluation', () => {
  it.each([
    ['a range', 'for i in 1..1000000000 return i'],
    ['a range that starts far away', 'count(for i in -9e15..9e15 return i)'],
    ['a range in brackets', 'some i in [1..1000000000] satisfies i < 0'],
    ['nested loops', 'count(for i in 1..2000, j in 1..2000 return 1)'],
    [
      'loops in loops',
      'for i in 1..2000 return count(for j in 1..2000 return 1)',
    ],
    ['every', 'every i in list, j in list satisfies true'],
    ['filters in a loop', 'for i in list return list[item > i]'],
    ['filters of strings', 'for i in list return [text][item = "a"]'],
    ['filters of lists', 'for i in list return [list][1 > 0]'],
    ['filters of large contexts', 'for i in 1..1000000 return [wide][k1 > 0]'],
    ['paths in a loop', 'for i in list return rows.id'],
    [
      'paths in a nested loop',
      'for r in [rows] return for i in list return r.id',
    ],
    ['comparisons in a loop', 'for i in list return rows = rows'],
    ['comparisons with in', 'for i in list return i in rows'],
    [
      'recursion that doubles',
      '{f: function(n, f) if n = 0 then 1 else f(n - 1, f) + f(n - 1, f), r: f(60, f)}.r',
    ],
    [
      'calls in a loop',
      '{f: function(x) count(for i in 1..1000 return 1), r: for i in list return f(i)}.r',
    ],
    [
      'lists that double',
      '{a: list, b: concatenate(a, a), c: concatenate(b, b), d: concatenate(c, c), e: concatenate(d, d)}',
    ],
    ['values that differ', 'distinct values(rows)'],
    ['sorting', 'sort(list, function(a, b) (for i in 1..100 return i)[1] > b)'],
    ['strings in a loop', 'for i in list return upper case(text)'],
    ['joined strings in a loop', 'for i in list return text + "a"'],
    [
      'regular expressions in a loop',
      'for i in list return matches(text, "(a|aa)*b")',
    ],
    [
      'regular expressions that look far ahead',
      'extract(replace(text, "x", "a"), "a*b|a")',
    ],
    [
      'many regular expressions',
      'for i in 1..900000 return matches("a", string(i))',
    ],
    ['missing entries', 'for i in 1..1000000 return wide.missing'],
    ['missing variables', 'for i in 1..1000000 return missing'],
    ['warnings', 'for i in 1..900000 return 1 - text'],
    ['dates', 'for i in 1..900000 return now() + @"P1D"'],
    ['large bodies', `for i in 1..900000 return [${'i, '.repeat(500)}i]`],
  ])('should end for %s', (_, source) => {
    expect(failureOf(source, variables)).toContain(STEPS);
  });

  it.each([
    ['a loop over a long list', 'count(for i in list return i * 2)', 100_000],
    ['a filter of a long list', 'count(list[item >= 50000])', 50_000],
    ['a filter of many rows', 'count(rows[inner.id < 10])', 10],
    ['the sum of a long list', 'sum(list)', 4_999_950_000],
    ['the least of a long list', 'min(list)', 0],
    ['all of a long list', 'all(for i in list return i >= 0)', true],
    [
      'the values of a long list',
      'count(distinct values(concatenate(list, list)))',
      100_000,
    ],
    ['a flat list', 'count(flatten([list, [list]]))', 200_000],
    ['positions in a loop', 'count(for i in 1..50000 return list[i])', 50_000],
    ['literals in a loop', 'count(for i in 1..50000 return rows = 1)', 50_000],
    [
      'a join of two lists',
      'count(for r in rows[id < 20] return rows[id = r.id])',
      20,
    ],
    [
      'a regular expression in a long string',
      'matches(text, "(x+x+)+y")',
      false,
    ],
    ['many matches', 'count(extract(substring(text, 1, 50000), "x"))', 50_000],
  ])('should have room for %s', (_, source, value) => {
    expect(failureOf(source, variables)).toBe(`no failure, but ${value}`);
  });

  it('should end for strings that double', () => {
    // given
    const source = `{a: text, b: a + a, c: b + b, d: c + c}`;

    // then
    expect(failureOf(source, variables)).toContain(
      'strings of at most 1048576 characters',
    );
  });

  it('should end for strings that get longer in a loop', () => {
    expect(
      failureOf('for i in 1..100000 return text + partial[-1]', variables),
    ).toMatch(/^Expected .*, but/);
  });

  it('should end for deep recursion', () => {
    expect(failureOf('(function(f) f(f))(function(f) f(f))')).toContain(
      'at most 100 levels deep',
    );
  });

  it('should run out of space as a failure', () => {
    expect(failureOf('stddev(for i in 1..300000 return i)')).toContain(
      'ran out of space',
    );
  });

  it('should not let an item take the place of a guard', () => {
    // given
    const source = '[x][count(for i in 1..1000000000 return i) > 0]';

    // when
    const { value, warnings } = evaluate(source, { x: { __feel_steps: 1 } });

    // then
    expect(value).toEqual([]);
    expect(warnings).toContain('Cannot invoke a number');
    expect(
      failureOf('context put({}, "__feel" + "_each", function(x) x)'),
    ).toContain('reserved');
    expect(
      failureOf('context([{key: "__feel" + "_each", value: function(x) x}])'),
    ).toContain('reserved');
  });

  it('should evaluate what is as deep as allowed', () => {
    for (const source of [
      `${'('.repeat(150)}1${')'.repeat(150)}`,
      `${'['.repeat(150)}1${']'.repeat(150)}`,
      `"a"${' + "a"'.repeat(150)}`,
      `x${' or x'.repeat(150)}`,
      `x${'.y'.repeat(150)}`,
      `${'for a in [1] return '.repeat(150)}a`,
      `${'if x then 1 else '.repeat(150)}1`,
      `[1]${'[item = 1]'.repeat(150)}`,
      `${'count('.repeat(90)}1${')'.repeat(90)}`,
    ]) {
      expect(failureOf(source)).toMatch(/^no failure/);
    }
  });
});
