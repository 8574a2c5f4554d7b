import { evaluateExpression } from './evaluateExpression';
import { evaluate, expressionOf, failureOf, NOW } from './testing/feel';

const rows = [
  { id: 1, amount: 10, tags: ['a', 'b'], count: 0 },
  { id: 2, amount: 30, tags: [], count: 0 },
];

describe('evaluateExpression', () => {
  it.each([
    ['amount > 10 and status = "ok"', true],
    ['order total + 1', 4],
    ['`order-id` + 1', 8],
    ['customer.`last name`', 'Doe'],
    ['for r in rows return r.amount * 2', [20, 60]],
    ['for r in rows, t in r.tags return t', ['a', 'b']],
    ['for i in 1..3, j in 1..i return i * j', [1, 2, 4, 3, 6, 9]],
    ['for i in 3..0 return i', [3, 2, 1, 0]],
    ['for i in 1..2.5 return i', [1, 2]],
    ['for i in [1..4) return i', [1, 2, 3]],
    ['for i in (1..4] return i', [2, 3, 4]],
    ['for i in 1..4 return if i < 3 then 1 else sum(partial)', [1, 1, 2, 4]],
    ['some r in rows satisfies r.amount > 20', true],
    ['every r in rows satisfies r.amount > 20', false],
    ['rows[amount > 20].id', [2]],
    ['rows[item.amount > limit].id', [2]],
    ['rows[2].id', 2],
    ['rows[-1].id', 2],
    ['rows[count(tags) > 1].id', [1]],
    ['[1, 2, 3][> 1]', [2, 3]],
    ['["a", "b"][item = "a"]', ['a']],
    ['[1, "a", null][item instance of number]', [1]],
    ['amount in (1..20)', true],
    ['amount in [12, 13]', true],
    ['amount in (< 5, > 10)', true],
    ['amount between 1 and 12', true],
    ['{a: 1, b: a + 1, "c d": b}', { a: 1, b: 2, 'c d': 2 }],
    ['{f: function(x) x + limit, y: f(1)}.y', 26],
    [
      '{f: function(n, f) if n = 0 then 0 else n + f(n - 1, f), y: f(9, f)}.y',
      45,
    ],
    ['sort(list: rows, precedes: function(a, b) a.id > b.id)[1].id', 2],
    ['count > 3', true],
    ['count(rows) < count', true],
    ['(if amount > 1 then sum else max)([1, 2])', 3],
    ['{count: function(x) "own", y: count(rows)}.y', 'own'],
    ['1e3 + 1.5e2', 1150],
    ['- 5 + 10', 5],
    ['"a" + "b" + status', 'abok'],
    ['@"P1D" * 2', 'P2D'],
    ['3 * duration("P1Y")', 'P3Y'],
    ['@"P1D" / 2', 'PT12H'],
    ['@"P1D" / @"PT1H"', 24],
    ['(@"2026-11-22" - @"2026-11-20") / @"P1D" * 10', 20],
    ['duration("PT1H") * 2 * 3', 'PT6H'],
    ['1 / 0', null],
    ['// what\namount /* is */ + 0 // it', 12],
    ['x instance of number', false],
    ['@"PT1H" instance of days and time duration', true],
    ['[1] instance of list<number>', true],
  ])('should evaluate %s', (source, value) => {
    // given
    const variables = {
      amount: 12,
      status: 'ok',
      'order total': 3,
      'order-id': 7,
      customer: { 'last name': 'Doe' },
      limit: 25,
      count: 5,
      rows,
    };

    // when
    const evaluation = evaluate(source, variables);

    // then
    expect(evaluation.value).toEqual(value);
  });

  it.each([
    ['x', ["Variable 'x' not found"]],
    ['[x, y, x]', ["Variable 'x' not found", "Variable 'y' not found"]],
    ['x + 1', ["Variable 'x' not found", "Can't add a number to null"]],
    ['a.b', ["Key 'b' not found in a context"]],
    ['x.b', ["Variable 'x' not found", "Property 'b' not found in null"]],
    ['for i in 1..1000 return x', ["Variable 'x' not found"]],
    ['"a" - 1', ["Can't subtract a number to a string"]],
    ['@"P1D" * "a"', ["Can't multiply a days and time duration by a string"]],
    [
      'count(1, 2)',
      ['Cannot invoke function(list) with parameters a list of 2'],
    ],
    ['is defined(x)', []],
    ['is defined(value: x.y.z)', []],
    ['get or else(x, 1)', []],
    ['get or else(value: a.b, default: 1)', []],
    ['get or else(x, y)', ["Variable 'y' not found"]],
    ['is defined(x) and z', ["Variable 'z' not found"]],
  ])('should warn about %s', (source, warnings) => {
    expect(evaluate(source, { a: {} }).warnings).toEqual(warnings);
  });

  it('should not say values in warnings: they may be secret', () => {
    // given
    const source =
      '[1 - secret, date("2026-01-31") + secret, duration("P1D") * secret, secret.key, secret > 1, [1..2] + 1]';

    // when
    const { warnings } = evaluate(source, { secret: 'hunter2' });

    // then
    expect(warnings).toHaveLength(6);
    expect(warnings.join()).not.toMatch(/hunter2|2026|P1D/);
  });

  it('should report twenty warnings, cut to a length that can be read', () => {
    // given
    const names = Array.from({ length: 50 }, (_, index) => `x${index}`);

    // when
    const many = evaluate(`[${names.join(', ')}]`).warnings;
    const [long] = evaluate('x'.repeat(500)).warnings;

    // then
    expect(many).toHaveLength(20);
    expect(long).toHaveLength(201);
  });

  it.each([
    ['function(x) x', 'contains a function'],
    ['[1..2]', 'contains a range'],
    ['count', 'contains a function'],
    ['10 ** 400', 'contains Infinity'],
    ['1 > true', 'Expected numbers, strings'],
    ['1 > [2]', 'Expected numbers, strings'],
    ['x instance of decimal', "found 'decimal'"],
    ['for i in "a".."c" return i', 'Expected a range of numbers'],
    ['matches("a", "(?=a)")', 'no look-around'],
    ['assert(1, false, "it is too late")', 'it is too late'],
  ])('should fail on %s', (source, reason) => {
    expect(failureOf(source)).toMatch(/^Expected .*, but/);
    expect(failureOf(source)).toContain(reason);
  });

  it('should ask for the variables that it names, and no others', () => {
    // given
    const asked: string[] = [];

    // when
    evaluateExpression(expressionOf('a.b + count(c) + (for d in e return d)'), {
      variable: name => {
        asked.push(name);
        return null;
      },
      now: NOW,
      random: () => 0,
    });

    // then
    expect(asked).toEqual(['a', 'c', 'e']);
  });

  it('should forget the variables of the evaluation before', () => {
    // given
    const expression = expressionOf('get or else(x, 0) + 1');
    const results = [1, undefined, 2].map(
      x =>
        // when
        evaluateExpression(expression, {
          variable: () => x,
          now: NOW,
          random: () => 0,
        }).value,
    );

    // then
    expect(results).toEqual([2, 1, 3]);
  });

  it('should evaluate an expression that came out of JSON', () => {
    // given
    const expression = JSON.parse(JSON.stringify(expressionOf('x + 1')));

    // when
    const { value } = evaluateExpression(expression, {
      variable: () => 2,
      now: NOW,
      random: () => 0,
    });

    // then
    expect(value).toBe(3);
  });

  it('should fail on an expression that was never compiled and cannot be', () => {
    expect(() =>
      evaluateExpression(
        { source: '1 +', names: [] },
        { variable: () => 1, now: NOW, random: () => 0 },
      ),
    ).toThrow('Expected the expression to go on');
  });

  it('should evaluate within the evaluation of another', () => {
    // given
    const inner = () => evaluate('now()').value;

    // when
    const { value } = evaluateExpression(expressionOf('[x, now()]'), {
      variable: inner,
      now: 0,
      random: () => 0,
    });

    // then
    expect(value).toEqual(['2026-11-22T09:30:00Z', '1970-01-01T00:00:00Z']);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'should take %s for a name like any other',
    name => {
      // given
      const variables = JSON.parse(`{"x": {"${name}": 1}, "${name}": 2}`);

      // then
      expect(evaluate(`${name}`, variables).value).toBe(2);
      expect(evaluate(`x.${name}`, variables).value).toBe(1);
      expect(evaluate(`x.${name}`, { x: {} }).value).toBeNull();
      expect(evaluate(name).value).toBeNull();
      expect(Object.prototype).not.toHaveProperty('polluted');
    },
  );

  it('should not let the names of the data change what is meant', () => {
    expect(evaluate('a-b', { a: 5, b: 2, 'a-b': 9 }).value).toBe(3);
    expect(evaluate('x.a-b', { x: { a: 5, 'a-b': 9 }, b: 2 }).value).toBe(3);
  });
});
