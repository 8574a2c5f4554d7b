import { ALL, PYTHON, R, RunnerStory, outputsOf } from '../testing/useRunner';

describe('values of scripts', () => {
  const story = new RunnerStory();

  it.each(ALL)('should come in as they are ($environment)', async way => {
    const inputs = {
      text: 'ü "quoted" \\ \n\t \u0085\u0001 🙂',
      number: 2.5,
      whole: 42,
      yes: true,
      nothing: null,
      list: ['a', 'b'],
      numbers: [1, 2.5],
      nested: { a: { b: [1, { c: 'd' }] }, 'a name': 1 },
    };
    const names = Object.keys(inputs);
    const code =
      way.language === 'python'
        ? names.map(name => `outputs["${name}"] = ${name}`).join('\n')
        : names.map(name => `outputs["${name}"] <- list(${name})`).join('\n');
    const { end } = await story.run(way, code, { inputs, outputs: names });
    expect(end).toMatchObject({ type: 'result', outputs: inputs });
  });

  it.each([
    ['None', null],
    ['float("nan")', null],
    ['[1, float("inf")]', [1, null]],
    ['1e308 * 10', null],
    ['2 ** 53 + 1', '9007199254740993'],
    ['10 ** 30', '1000000000000000000000000000000'],
    ['__import__("decimal").Decimal("1.10")', '1.10'],
    ['__import__("datetime").date(2026, 1, 2)', '2026-01-02'],
    [
      '__import__("datetime").datetime(2026, 1, 2, 3, 4, 5)',
      '2026-01-02T03:04:05',
    ],
    ['__import__("datetime").timedelta(seconds=90)', 'PT90S'],
    ['{1: "a", None: "b"}', { 1: 'a', None: 'b' }],
    ['(1, 2)', [1, 2]],
    ['{3}', [3]],
    ['"a\\0b"', 'a\uFFFDb'],
    ['"\\ud800"', '?'],
    ['__import__("fractions").Fraction(1, 4)', 0.25],
  ])('should go out of Python by one table: %s', async (code, expected) => {
    const { end } = await story.run(PYTHON[0], `outputs["y"] = ${code}`);
    expect(end).toMatchObject({ type: 'result', outputs: { y: expected } });
  });

  it.each([
    ['NULL', undefined],
    ['NA', null],
    ['c(1, NaN)', [1, null]],
    ['Inf', null],
    ['2^53 - 1', 9007199254740991],
    ['0.1 + 0.2', 0.30000000000000004],
    ['1:3', [1, 2, 3]],
    ['I(1)', [1]],
    ['TRUE', true],
    ['as.Date("2026-01-02")', '2026-01-02'],
    ['as.POSIXct("2026-01-02 03:04:05", tz = "UTC")', '2026-01-02T03:04:05Z'],
    ['factor(c("b", "a"))', ['b', 'a']],
    ['c(a = 1, b = 2)', { a: 1, b: 2 }],
    ['list(a = "x", b = list(1, "y"))', { a: 'x', b: [1, 'y'] }],
    [
      'matrix(1:4, 2)',
      [
        [1, 3],
        [2, 4],
      ],
    ],
    [
      'data.frame(a = 1:2, b = c("x", NA))',
      [
        { a: 1, b: 'x' },
        { a: 2, b: null },
      ],
    ],
    ['"\\u00fc\\U1F642"', 'ü🙂'],
    ['list()', []],
  ])('should go out of R by one table: %s', async (code, expected) => {
    const { end } = await story.run(R[0], `outputs["y"] <- list(${code})`);
    expect(end).toMatchObject({
      type: 'result',
      outputs: expected === undefined ? {} : { y: expected },
    });
  });

  it.each([
    ...[
      'float("nan")',
      '2 ** 53 + 1',
      '{1: 2}',
      '{3}',
      '"a\\0b"',
      '"\\ud800"',
    ].map(value => ({ ...PYTHON[0], code: `outputs["y"] = ${value}` })),
    ...['NA', 'Inf', 'list(a = 1, a = 2)'].map(value => ({
      ...R[0],
      code: `outputs$y <- ${value}`,
    })),
  ])('should say in the log what is lost: $code', async ({ code, ...way }) => {
    const { events } = await story.run(way, code);
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'log',
        level: 'warning',
        text: expect.stringContaining('Output y'),
      }),
    );
  });

  it.each([
    ...[
      'b"abc"',
      'object()',
      'lambda: 1',
      '1j',
      '{"a": {"__proto__": 1}}',
      '[{"a": b"x"}]',
    ].map(value => ({ ...PYTHON[0], code: `outputs["y"] = ${value}` })),
    { ...PYTHON[0], code: 'x = []\nx.append(x)\noutputs["y"] = x' },
    {
      ...PYTHON[0],
      code: 'x = 1\nfor _ in range(100000): x = [x]\noutputs["y"] = x',
    },
    ...['function() 1', 'quote(a + b)', '1i', 'new.env()'].map(value => ({
      ...R[0],
      code: `outputs$y <- ${value}`,
    })),
  ])(
    'should be refused by name where they are no data: $code',
    async ({ code, ...way }) => {
      const { end } = await story.run(way, code);
      expect(end).toMatchObject({
        type: 'error',
        kind: 'bad-output',
        message: expect.stringMatching(/^Expected output y/),
      });
    },
  );

  it.each(ALL)(
    'should be what is declared, and nothing else ($environment)',
    async way => {
      const assign = way.language === 'python' ? '=' : '<-';
      const { end } = await story.run(
        way,
        `a ${assign} 1\nb ${assign} 2\nhelper ${assign} 3`,
        { outputs: ['a', 'b'] },
      );
      expect(end).toMatchObject({ type: 'result' });
      expect(outputsOf(end)).toEqual({ a: 1, b: 2 });
    },
  );

  it.each(ALL)(
    'should all be there that are declared ($environment)',
    async way => {
      const { end } = await story.run(way, '1', { outputs: ['score'] });
      expect(end).toMatchObject({
        type: 'error',
        kind: 'bad-output',
        message: expect.stringContaining('Expected the script to set score'),
      });
    },
  );

  it.each(ALL)(
    'should go through main, by the names of its parameters ($environment)',
    async way => {
      const code =
        way.language === 'python'
          ? 'def main(amount, region="EU"):\n    return {"text": f"{region} {amount}"}'
          : 'main <- function(amount, region = "EU") list(text = paste(region, amount))';
      const inputs = { amount: 3, other: 4 };
      const { end } = await story.run(way, code, { inputs });
      expect(outputsOf(end)).toEqual({ text: 'EU 3' });
      const without = await story.run(way, code);
      expect(without.end).toMatchObject({
        type: 'error',
        message: expect.stringContaining('Expected an input amount'),
      });
    },
  );
});
