import { RunnerStory, outputsOf } from '../testing/useRunner';

const DATA = { environment: 'data-r', language: 'r' } as const;

describe('data in R', () => {
  const story = new RunnerStory();

  const artifactsOf = async (code: string) => {
    const { events, artifacts, end } = await story.run(DATA, code);
    const told = events.flatMap(event =>
      event.type === 'artifact' ? [[event.kind, event.name, event.title]] : [],
    );
    return { told, artifacts, end };
  };

  it('should be ready with all packages that it is to have loaded', async () => {
    const { missing } = await story.runner.health();
    expect(missing).toEqual({});
    const { end } = await story.run(
      DATA,
      'outputs$y <- c("ggplot2", "data.table", "randomForest") %in% loadedNamespaces()',
    );
    expect(end).toMatchObject({ outputs: { y: [true, true, true] } });
  });

  const PLOT = 'ggplot(mtcars, aes(wt, mpg)) + geom_point()';

  it.each([
    ['printed', `print(${PLOT} + labs(title = "Cars"))\n1`],
    ['left on a line of its own', `${PLOT} + ggtitle("Cars")\ninvisible(1)`],
    ['the last value', `p <- ${PLOT} + ggtitle("Cars")`],
    ['printed, and the last value', `p <- ${PLOT} + ggtitle("Cars")\nprint(p)`],
    [
      'printed by main, and returned',
      `main <- function() { p <- ${PLOT} + ggtitle("Cars"); print(p) }`,
    ],
    ['returned by main', `main <- function() ${PLOT} + ggtitle("Cars")`],
  ])('should be a plot of ggplot2 that is %s', async (_, code) => {
    const { told, artifacts, end } = await artifactsOf(code);
    expect(end).toMatchObject({ type: 'result' });
    expect(told).toEqual([['figure', 'figure-1.png', 'Cars']]);
    const content = artifacts.get('figure-1.png')!;
    expect(content.subarray(1, 4).toString()).toBe('PNG');
  });

  it('should be plots in the order in which they are drawn, by their titles', async () => {
    const { told } = await artifactsOf(`
plot(1:3, main = "Points")
hist(c(1, 2, 2))
par(mfrow = c(1, 2)); plot(1); plot(2)
par(mfrow = c(1, 1))
print(${PLOT} + ggtitle("Cars"))
barplot(c(1, 2), main = "Bars")
png("own.png"); plot(1:3, main = "not of ours"); dev.off()
ggsave("saved.png", ${PLOT} + ggtitle("nor this"), width = 3, height = 3)
plot(4, main = "Last")
flow$artifact(${PLOT} + ggtitle("Kept"), name = "kept.png")
invisible(1)
`);
    expect(told).toEqual([
      ['figure', 'kept.png', 'Kept'],
      ['figure', 'figure-1.png', 'Points'],
      ['figure', 'figure-2.png', 'Histogram of c(1, 2, 2)'],
      ['figure', 'figure-3.png', undefined],
      ['figure', 'figure-4.png', 'Cars'],
      ['figure', 'figure-5.png', 'Bars'],
      ['figure', 'figure-6.png', 'Last'],
    ]);
  });

  const ROWS = [
    { n: 1, at: '2026-01-02', kind: 'a', share: 0.5 },
    { n: 2, at: null, kind: null, share: null },
  ];
  const COLUMNS =
    'n = 1:2, at = as.Date(c("2026-01-02", NA)), kind = factor(c("a", NA)), share = c(0.5, NaN)';

  it.each([
    ['a data frame', `data.frame(${COLUMNS})`],
    ['a table of data.table', `data.table(${COLUMNS})`],
    [
      'a tibble',
      `structure(data.frame(${COLUMNS}), class = c("tbl_df", "tbl", "data.frame"))`,
    ],
  ])('should be objects and a table, if it is %s', async (_, code) => {
    // when
    const { end, events, log, artifacts } = await story.run(
      DATA,
      `outputs$rows <- ${code}`,
    );
    // then
    expect(outputsOf(end).rows).toEqual(ROWS);
    expect(events[1]).toMatchObject({
      ...{ type: 'artifact', kind: 'table', name: 'rows.csv' },
      preview: {
        columns: ['n', 'at', 'kind', 'share'],
        ...{ rowCount: 2, columnCount: 4 },
      },
    });
    expect(artifacts.get('rows.csv')!.toString()).toMatch(/^"n","at"/);
    expect(log).toEqual([expect.stringContaining('missing values')]);
  });

  it('should be what comes of a query of data.table', async () => {
    const { end } = await story.run(
      DATA,
      'cars <- as.data.table(mtcars)\noutputs$rows <- cars[, .(n = .N), by = cyl][order(cyl)]',
    );
    expect(outputsOf(end).rows).toEqual([
      { cyl: 4, n: 11 },
      { cyl: 6, n: 7 },
      { cyl: 8, n: 14 },
    ]);
  });

  it.each([
    [
      'POSIXct',
      'as.POSIXct("2026-01-02 03:04:05", tz = "UTC")',
      '2026-01-02T03:04:05Z',
    ],
    ['difftime', 'as.difftime(90, units = "secs")', 'PT90S'],
    ['a list', 'I(list(1:2))', [1, 2]],
  ])('should be as alone also in a frame: %s', async (_, code, expected) => {
    const { end } = await story.run(
      DATA,
      `outputs$y <- data.frame(a = ${code})`,
    );
    expect(outputsOf(end).y).toEqual([{ a: expected }]);
  });

  it('should be the first rows of a frame that is large, and all of it as a table', async () => {
    const { end, log, artifacts } = await story.run(
      DATA,
      'outputs$y <- data.frame(number = seq_len(120000))',
    );
    expect(outputsOf(end).y).toHaveLength(50);
    expect(log).toEqual([expect.stringContaining('y.csv')]);
    expect(artifacts.get('y.csv')!.toString().split('\n')).toHaveLength(
      120_002,
    );
  });

  it('should say that names of rows are lost', async () => {
    const { log } = await story.run(DATA, 'outputs$y <- head(mtcars, 2)');
    expect(log).toEqual([expect.stringContaining('names of rows')]);
  });

  it('should be refused by name where it is a plot', async () => {
    const { end } = await story.run(DATA, `outputs$y <- ${PLOT}`);
    expect(end).toMatchObject({
      kind: 'bad-output',
      message: expect.stringMatching(/^Expected output y to be data.* a plot/),
    });
  });
});
