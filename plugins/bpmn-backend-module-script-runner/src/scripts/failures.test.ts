import { ALL, PYTHON, R, RunnerStory } from '../testing/useRunner';

const PYTHON_30 = `import statistics

RATES = {"EU": 0.2, "US": 0.1}


def clean(rows):
    kept = []
    for row in rows:
        if row["amount"] is not None:
            kept.append(row)
    return kept


def rate_of(row):
    region = row["region"]
    return RATES[region]


def total(rows):
    sums = []
    for row in rows:
        share = rate_of(row)
        sums.append(row["amount"] * share)
    return statistics.fmean(sums)


print("scoring", len(rows), "rows")
cleaned = clean(rows)
outputs["mean"] = total(cleaned)
`;

const R_30 = `rates <- c(EU = 0.2, US = 0.1)

clean <- function(rows) {
  Filter(function(row) !is.null(row$amount), rows)
}

rate_of <- function(row) {
  region <- row$region
  rate <- rates[region]
  if (is.na(rate)) {
    stop("no rate for ", region)
  }
  rate
}

total <- function(rows) {
  sums <- 0
  for (row in rows) {
    share <- rate_of(row)
    sums <- sums + row$amount * share
  }
  sums / length(rows)
}

message("scoring ", length(rows), " rows")
cleaned <- clean(rows)
outputs$mean <- total(cleaned)
`;

const rows = [
  { region: 'EU', amount: 10 },
  { region: 'MARS', amount: 7 },
];

describe('what is told of a script that fails', () => {
  const story = new RunnerStory();

  it('should be line, code and values of each step in Python', async () => {
    const { end, log } = await story.run(PYTHON[0], PYTHON_30, {
      inputs: { rows },
    });
    expect(log).toEqual(['scoring 2 rows']);
    expect(end).toMatchObject({
      type: 'error',
      kind: 'script-error',
      message: "KeyError: 'MARS'",
      line: 16,
      trace: [
        { file: 'score', line: 29, code: 'outputs["mean"] = total(cleaned)' },
        { line: 22, function: 'total', code: 'share = rate_of(row)' },
        {
          line: 16,
          function: 'rate_of',
          code: 'return RATES[region]',
          values: { region: "'MARS'" },
        },
      ],
    });
  });

  it('should be line, code and values of each step in R', async () => {
    const { end, events } = await story.run(R[0], R_30, { inputs: { rows } });
    expect(events[1]).toMatchObject({
      type: 'log',
      text: 'scoring 2 rows',
      line: 25,
    });
    expect(end).toMatchObject({
      type: 'error',
      kind: 'script-error',
      message: expect.stringContaining('no rate for MARS'),
      line: 11,
    });
    const { trace } = end as any;
    expect(trace.map(({ line }: any) => line)).toEqual([27, 19, 11]);
    expect(trace[2].values.region).toContain('MARS');
  });

  it.each([
    { ...PYTHON[0], code: 'x = 1\ny = (2 +\nz', line: 2 },
    { ...PYTHON[0], code: 'def f():\n\tx = 1\n        y = 2', line: 3 },
    { ...PYTHON[0], code: 'a = 1\0', line: undefined },
    { ...R[0], code: 'x <- 1\ny <- (2 +\n]', line: 3 },
  ])(
    'should be the line that cannot be read: $code',
    async ({ code, line, ...way }) => {
      const { end } = await story.run(way, code);
      expect(end).toMatchObject({ type: 'error', kind: 'script-error' });
      expect((end as any).line).toBe(line);
    },
  );

  it.each(ALL)(
    'should be no matter of how lines end ($environment)',
    async way => {
      const code =
        way.language === 'python'
          ? '\ufeffx = 1\r\nif x:\r\n    outputs["y"] = x\r\n'
          : '\ufeffx <- 1\r\nif (x) {\r\n  outputs$y <- x\r\n}\r\n';
      const { end } = await story.run(way, code);
      expect(end).toMatchObject({ type: 'result', outputs: { y: 1 } });
      expect((await story.run(way, '')).end).toMatchObject({
        type: 'result',
        outputs: {},
      });
    },
  );

  it.each(PYTHON)(
    'should be no larger than a script can be ($environment)',
    async way => {
      const { end } = await story.run(way, '#'.repeat(11 << 20));
      expect(end).toMatchObject({
        kind: 'script-error',
        message: expect.stringContaining('Expected a script of less than'),
      });
    },
  );

  it.each([
    { ...PYTHON[0], code: 'import sys\nsys.exit(0)' },
    { ...PYTHON[0], code: 'import os\nos._exit(0)' },
    { ...R[0], code: 'quit()' },
    { ...R[0], code: 'q("no", 3)' },
  ])(
    'should be that there is no result where it ends itself: $code',
    async ({ code, ...way }) => {
      const { end } = await story.run(way, code);
      expect(end).toMatchObject({ type: 'error', kind: 'bad-output' });
    },
  );

  it.each([
    ['import ctypes\nctypes.string_at(0)', 'SIGSEGV'],
    ['import os\nos.abort()', 'SIGABRT'],
    ['import os, signal\nos.kill(os.getpid(), signal.SIGTERM)', 'SIGTERM'],
  ])('should be the signal that ended it: %s', async (code, signal) => {
    const { end } = await story.run(PYTHON[0], code);
    expect(end).toMatchObject({ type: 'error', kind: 'crashed', signal });
  });

  it('should be an error like any other where it calls itself without end', async () => {
    const { end } = await story.run(PYTHON[0], 'def f():\n    f()\nf()');
    expect(end).toMatchObject({
      kind: 'script-error',
      message: expect.stringContaining('RecursionError'),
      line: 2,
    });
  });

  it.each(ALL)(
    'should be a BPMN error where it throws one ($environment)',
    async way => {
      const code =
        way.language === 'python'
          ? 'import flow\nflow.bpmn_error("no-data", "There is none", {"rows": 0})'
          : 'flow$bpmn_error("no-data", "There is none", list(rows = 0))';
      const { end } = await story.run(way, code);
      expect(end).toMatchObject({
        type: 'thrown',
        code: 'no-data',
        message: 'There is none',
        variables: { rows: 0 },
      });
    },
  );

  it.each(ALL)('should come with what it took ($environment)', async way => {
    const { end } = await story.run(way, '1');
    expect((end as any).usage).toEqual({
      wall: expect.any(Number),
      cpu: expect.any(Number),
      memory: expect.any(Number),
    });
    expect((end as any).usage.memory).toBeGreaterThan(1 << 20);
  });
});
