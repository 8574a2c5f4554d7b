import { MAX_EXPRESSION_DEPTH, MAX_EXPRESSION_TOKENS } from './limits';
import { expressionOf, problemOf } from './testing/feel';

describe('compileExpression', () => {
  it.each([
    ['x', ['x']],
    ['order.customer.name', ['order']],
    ['order total + 1', ['order total']],
    ['order   total', ['order total']],
    ['`order-id`.x', ['order-id']],
    ['a-b', ['a', 'b']],
    ['1 + 2', []],
    ['count(list)', ['list']],
    ['count > 3', ['count']],
    ['count(tags) > count', ['tags', 'count']],
    ['for x in xs, y in x return x + y + z', ['xs', 'z']],
    ['for x in xs return partial[-1]', ['xs']],
    ['some x in xs satisfies x > limit', ['xs', 'limit']],
    ['rows[item.a > b]', ['rows', 'b']],
    ['rows[i]', ['rows', 'i']],
    ['{a: 1, b: a + c, "d e": b, f: d e}', ['c']],
    ['function(a, b: number) a + b + c', ['c']],
    ['sort(list: xs, precedes: function(a, b) a < b)', ['xs']],
    ['x instance of number', ['x']],
    ['get or else(x, y)', ['x', 'y']],
    ['date(d) + @"P1D"', ['d']],
    ['if a then b else c', ['a', 'b', 'c']],
    ['/* a */ b // c', ['b']],
  ])('should list the variables that %s reads', (source, names) => {
    expect(expressionOf(source).names).toEqual(names);
  });

  it.each([
    ['', 'found nothing'],
    ['   ', 'found nothing'],
    ['1 +', 'ends at line 1, column 4'],
    ['date(', 'ends at line 1, column 6'],
    ['a\n  `', "found '`' at line 2, column 3"],
    ['=x', "'=x', which is a test. Write the expression without"],
    ['> 5', 'which is a test'],
    ['foo(1)', "no 'foo' (line 1, column 1)"],
    ['for x in xs return fooBar(x)', "no 'fooBar' (line 1, column 20)"],
    ['distinctValues(x)', "Did you mean 'distinct values'?"],
    ['fromAi(x)', "no 'fromAi'"],
    ['rows[f(item) > 1]', "no 'f'"],
    ['?', "found '?'"],
    ['1e400', 'at most 1.8e308'],
    ['function(x) external {java: {}}', 'found an external one'],
    ['__feel_each', 'reserved'],
    ['{__feel_each: 1}', 'reserved'],
    ['{"__feel_each": 1}', 'reserved'],
    ['function(__feel_each) 1', 'reserved'],
    ['for __feel_each in xs return 1', 'reserved'],
    ['{"__proto__": 1}', 'gets lost'],
    ['x'.repeat(70_000), 'at most 65536 characters'],
    ['x'.repeat(2_000), 'names of at most 1000 characters'],
    [`[${'1,'.repeat(MAX_EXPRESSION_TOKENS)}1]`, 'words and signs'],
    ['('.repeat(MAX_EXPRESSION_DEPTH + 1), 'nests at most 200 levels'],
    [`1${'+1'.repeat(1_000)}`, 'nests at most 200 levels'],
    ['if a then '.repeat(400), 'nests at most 200 levels'],
    ['" /* // '.repeat(300), 'Expected'],
  ])('should say what is wrong with %s', (source, problem) => {
    expect(problemOf(source)).toMatch(/^Expected .*, but /);
    expect(problemOf(source)).toContain(problem);
  });

  it.each([
    ['a function that the expression defines', '{f: function(x) x, y: f(1)}'],
    ['a parameter', 'function(f) f(1)'],
    ['whatever an expression gives', '(function(x) x)(1)'],
    ['an entry of a context', '{f: function(x) x}.f(1)'],
  ])('should let %s be called', (_, source) => {
    expect(problemOf(source)).toBeUndefined();
  });

  it('should give plain data', () => {
    // given
    const expression = expressionOf('a + b');

    // when
    const copy = JSON.parse(JSON.stringify(expression));

    // then
    expect(copy).toEqual({ source: 'a + b', names: ['a', 'b'] });
  });
});
