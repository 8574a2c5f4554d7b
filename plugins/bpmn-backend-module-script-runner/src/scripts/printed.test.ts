import { R, RunnerStory } from '../testing/useRunner';

const CODE = `f <- function(x) {
  cat("in f\\n")
  print(x)
  x
}
print("first")
cat("two\\nlines\\n")
for (i in 1:2) {
  cat("round", i, "\\n")
}
y <- f(7)
y
message("told")
cat("a part, ")
cat("and the rest\\n")
writeLines(c("w1", "w2"))
summary(c(1, 2))
captured <- capture.output(print("not seen"))
sink("file.txt"); print("nor this"); sink()
warning("careful")
cat("without an end")
`;

describe('what R prints', () => {
  const story = new RunnerStory();

  it.each(R)(
    'should be lines of the log, with the line that prints, in order ($environment)',
    async way => {
      const { events } = await story.run(way, CODE);
      const told = events.flatMap(event =>
        event.type === 'log' ? [[event.line, event.text]] : [],
      );
      expect(told).toEqual([
        [6, '[1] "first"'],
        [7, 'two'],
        [7, 'lines'],
        [9, 'round 1 '],
        [9, 'round 2 '],
        [2, 'in f'],
        [3, '[1] 7'],
        [12, '[1] 7'],
        [13, 'told'],
        [15, 'a part, and the rest'],
        [16, 'w1'],
        [16, 'w2'],
        [17, expect.stringContaining('Min.')],
        [17, expect.stringContaining('1.00')],
        [20, 'careful'],
        [21, 'without an end'],
      ]);
    },
  );

  it.each(R)(
    'should be there when the script fails ($environment)',
    async way => {
      const { log, end } = await story.run(
        way,
        'cat("before\\n")\ncat("half")\nstop("no")',
      );
      expect(log).toEqual(['before', 'half']);
      expect(end).toMatchObject({ kind: 'script-error', line: 3 });
    },
  );

  it.each([
    ['other programs', 'system("echo from outside")\ninvisible(1)'],
    ['who takes its place', 'sink()\ncat("from outside\\n")'],
  ])('should be heard also past it, from %s', async (_, code) => {
    const { log, end } = await story.run(R[0], code);
    expect(end).toMatchObject({ type: 'result' });
    expect(log).toEqual(['from outside']);
  });

  it('should be heard however much it is', async () => {
    const { log } = await story.run(
      R[0],
      'out <- stdout()\nfor (i in 1:25000) cat(i, "\\n")\ncat("last\\n", file = out)',
    );
    expect(log).toHaveLength(25_001);
    expect(log.slice(-2)).toEqual(['25000 ', 'last']);
  });
});
