import { RunnerStory, outputsOf } from '../testing/useRunner';

const DATA = { environment: 'data', language: 'python' } as const;

const BEGIN = 'import numpy as np\nimport pandas as pd\n';

const isPng = (content: Buffer) => content.subarray(1, 4).toString() === 'PNG';

describe('data in Python', () => {
  const story = new RunnerStory({
    environments: {
      lacking: { language: 'python', preload: ['json', 'no_such.part'] },
    },
  });

  /** Runs a script that sets `y`. */
  const valueOf = async (code: string) => {
    const { end, log } = await story.run(DATA, `${BEGIN}${code}`);
    return { y: outputsOf(end).y, log };
  };

  it('should be ready with all libraries that it is to have loaded', async () => {
    const { missing } = await story.runner.health();
    expect(missing).toEqual({ lacking: ['no_such.part'] });
    const { end } = await story.run(
      DATA,
      'import sys\noutputs["y"] = [name in sys.modules for name in ("pandas", "sklearn.ensemble", "matplotlib.pyplot")]',
    );
    expect(end).toMatchObject({ outputs: { y: [true, true, true] } });
  });

  it.each([
    ['np.int64(7)', 7],
    ['np.int64(2 ** 60)', '1152921504606846976'],
    ['np.float32(0.5)', 0.5],
    ['np.float64(0.1) + np.float64(0.2)', 0.30000000000000004],
    ['np.bool_(True)', true],
    ['np.str_("a")', 'a'],
    [
      'np.array([[1, 2], [3, 4]])',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['np.array([1.5, 2.5]).mean()', 2],
    ['np.datetime64("2026-01-02")', '2026-01-02'],
    ['np.datetime64("2026-01-02T03:04:05", "ns")', '2026-01-02T03:04:05'],
    [
      'np.array(["2026-01-02T03:04:05"], dtype="datetime64[ns]")',
      ['2026-01-02T03:04:05'],
    ],
    ['np.timedelta64(90, "s")', 'PT90S'],
    ['np.timedelta64(90 * 10 ** 9, "ns")', 'PT90S'],
    ['pd.Timestamp("2026-01-02 03:04:05")', '2026-01-02T03:04:05'],
    ['pd.Timestamp("2026-01-02", tz="UTC")', '2026-01-02T00:00:00+00:00'],
    ['pd.Timedelta("90s")', 'PT90S'],
    ['pd.Series([1, 2])', [1, 2]],
    ['pd.Series(["a", "b"], dtype="category")', ['a', 'b']],
    ['pd.Series([1, 2, 1], dtype="category")', ['1', '2', '1']],
    ['pd.Categorical(["a", "b"])', ['a', 'b']],
    ['pd.to_datetime(pd.Series(["2026-01-02"]))', ['2026-01-02T00:00:00']],
    ['pd.cut(pd.Series([1, 9]), [0, 5, 10])', ['(0, 5]', '(5, 10]']],
    ['pd.Period("2026-01", "M")', '2026-01'],
    ['pd.Index(["a", "b"])', ['a', 'b']],
    ['{"auc": np.float64(0.5), "n": np.int32(3)}', { auc: 0.5, n: 3 }],
  ])('should go out by one table: %s', async (code, expected) => {
    const { y, log } = await valueOf(`outputs["y"] = ${code}`);
    expect(y).toEqual(expected);
    expect(log).toHaveLength(code.includes('2 ** 60') ? 1 : 0);
  });

  it.each([
    ['pd.NaT', null],
    ['pd.NA', null],
    ['np.float64("nan")', null],
    ['np.datetime64("NaT")', null],
    ['[pd.NaT, 1]', [null, 1]],
    ['pd.Series([1.5, None])', [1.5, null]],
    ['pd.array([1, None], dtype="Int64")', [1, null]],
    ['np.array(["NaT"], dtype="datetime64[ns]")', [null]],
  ])(
    'should be null where it is missing, and say so: %s',
    async (code, expected) => {
      const { end, log } = await story.run(
        DATA,
        `${BEGIN}outputs["y"] = ${code}`,
      );
      expect(end).toMatchObject({ type: 'result' });
      expect(outputsOf(end).y).toEqual(expected);
      expect(log).toEqual([expect.stringContaining('Output y')]);
    },
  );

  it.each(['np.complex128(1j)', 'np.array([b"x"])', 'pd.Series([object()])'])(
    'should be refused by name where it is none: %s',
    async code => {
      const { end } = await story.run(DATA, `${BEGIN}outputs["y"] = ${code}`);
      expect(end).toMatchObject({
        kind: 'bad-output',
        message: expect.stringMatching(/^Expected output y/),
      });
    },
  );

  const FRAME = `${BEGIN}frame = pd.DataFrame({
    "n": [1, 2], "share": [0.1 + 0.2, None], "kind": pd.Categorical(["a", None]),
    "at": [pd.Timestamp("2026-01-02"), pd.NaT], "ok": [True, False], "text": ["ü", "b"],
})
`;

  it('should be objects and a table, if it is a frame', async () => {
    // when
    const { end, events, artifacts } = await story.run(
      DATA,
      `${FRAME}outputs["rows"] = frame`,
    );
    // then
    expect(outputsOf(end).rows).toEqual([
      {
        ...{ n: 1, share: 0.30000000000000004, kind: 'a', ok: true },
        ...{ at: '2026-01-02T00:00:00', text: 'ü' },
      },
      { n: 2, share: null, kind: null, at: null, ok: false, text: 'b' },
    ]);
    expect(events[1]).toMatchObject({
      ...{ type: 'artifact', kind: 'table', name: 'rows.csv', title: 'rows' },
      preview: {
        columns: ['n', 'share', 'kind', 'at', 'ok', 'text'],
        ...{ rowCount: 2, columnCount: 6 },
      },
    });
    expect(artifacts.get('rows.csv')!.toString().split('\n')[0]).toBe(
      'n,share,kind,at,ok,text',
    );
  });

  it.each([
    ['frame.groupby("text").sum(numeric_only=True)', 'names of rows'],
    ['pd.DataFrame([[1, 2]], columns=["a", "a"])', 'the name a twice'],
    ['pd.DataFrame([[1, 2]])', 'names that are no texts'],
  ])('should say what of a frame is lost: %s', async (code, text) => {
    const { end, log } = await story.run(
      DATA,
      `${FRAME}outputs["y"] = ${code}`,
    );
    expect(end).toMatchObject({ type: 'result' });
    expect(log.join('\n')).toContain(text);
  });

  it('should be the first rows of a frame that is large, and all of it as a table', async () => {
    const { end, log, artifacts } = await story.run(
      DATA,
      `${BEGIN}outputs["y"] = pd.DataFrame({"n": range(200000)})`,
    );
    expect(outputsOf(end).y).toHaveLength(50);
    expect(log).toEqual([expect.stringContaining('y.csv')]);
    expect(artifacts.get('y.csv')!.toString().split('\n')).toHaveLength(
      200_002,
    );
  });

  it('should be the figures that are open at the end or are shown, with their titles', async () => {
    // when
    const { events, artifacts } = await story.run(
      DATA,
      `import matplotlib.pyplot as plt
plt.plot([1, 2]); plt.title("Shown")
plt.show()
figure, axes = plt.subplots(1, 2)
axes[0].set_title("Part"); figure.suptitle("Whole")
plt.figure(); plt.hist([1, 2, 2])
pd = __import__("pandas")
axes = pd.DataFrame({"a": [1, 2]}).plot(title="Of a frame")
flow.artifact(axes, name="kept.png"); plt.close(axes.figure)
figure = plt.figure(); figure.add_subplot().set_title("Saved"); figure.savefig("own.svg"); plt.close(figure)
flow.artifact("own.svg")`,
    );
    // then
    const told = events.flatMap(event =>
      event.type === 'artifact' ? [[event.kind, event.name, event.title]] : [],
    );
    expect(told).toEqual([
      ['figure', 'figure-1.png', 'Shown'],
      ['figure', 'kept.png', 'Of a frame'],
      ['file', 'own.svg', undefined],
      ['figure', 'figure-2.png', 'Whole'],
      ['figure', 'figure-3.png', undefined],
    ]);
    expect(isPng(artifacts.get('figure-1.png')!)).toBe(true);
    expect(isPng(artifacts.get('figure-3.png')!)).toBe(true);
    expect(artifacts.get('own.svg')!.toString()).toContain('<svg');
  });

  it('should be kept as far as it was drawn, where the script fails', async () => {
    const { end, artifacts } = await story.run(
      DATA,
      'import matplotlib.pyplot as plt\nplt.plot([1, 2])\nraise ValueError("no")',
    );
    expect(end).toMatchObject({ kind: 'script-error', line: 3 });
    expect([...artifacts.keys()]).toEqual(['figure-1.png']);
  });

  it('should differ from run to run where it is drawn by lot', async () => {
    const code = `${BEGIN}from sklearn.utils import check_random_state
outputs["y"] = [np.random.rand(), np.random.default_rng().random(), check_random_state(None).rand()]`;
    const runs = await Promise.all([
      story.run(DATA, code),
      story.run(DATA, code),
    ]);
    const [a, b] = runs.map(({ end }) => outputsOf(end).y);
    expect(a).toHaveLength(3);
    a.forEach((number: number, index: number) =>
      expect(number).not.toEqual(b[index]),
    );
  });

  it('should be learned from', async () => {
    const { end } = await story.run(
      DATA,
      `from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score
X, y = load_iris(return_X_y=True)
model = RandomForestClassifier(n_estimators=10, random_state=1)
score = cross_val_score(model, X, y, cv=3).mean()
flow.metric("accuracy", score)
outputs["isGood"] = score > 0.9`,
    );
    expect(end).toMatchObject({ outputs: { isGood: true } });
  });
});
