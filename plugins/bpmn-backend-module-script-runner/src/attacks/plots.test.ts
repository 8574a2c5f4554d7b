import { RunnerStory } from '../testing/useRunner';

const PYTHON = { environment: 'data', language: 'python' } as const;
const R = { environment: 'data-r', language: 'r' } as const;

const PLT = 'import matplotlib.pyplot as plt\n';

describe('plots without measure', () => {
  const story = new RunnerStory();

  it.each([
    {
      ...{ ...PYTHON, what: 'are very many' },
      code: `${PLT}for _ in range(10000): plt.figure(figsize=(1, 1))`,
      expected: /^(?:output-limit|memory|timeout)$/,
    },
    {
      ...{ ...PYTHON, what: 'are too many' },
      code: `${PLT}for _ in range(101): plt.figure(figsize=(1, 1))`,
      expected: /^output-limit$/,
    },
    {
      ...{ ...PYTHON, what: 'are very large' },
      code: `${PLT}plt.figure(figsize=(1000, 1000), dpi=100)`,
      expected: /^output-limit$/,
    },
    {
      ...{ ...PYTHON, what: 'are very large, and are kept' },
      code: `${PLT}flow.artifact(plt.figure(figsize=(1000, 1000), dpi=100))`,
      expected: /^output-limit$/,
    },
    {
      ...{ ...PYTHON, what: 'are very large, and are saved' },
      code: `${PLT}plt.figure(figsize=(1000, 1000), dpi=100).savefig("a.png")`,
      expected: /^script-error$/,
    },
    {
      ...{ ...PYTHON, what: 'are files of 600 MB' },
      code: 'with open("a.svg", "wb") as file: file.truncate(600 * 1024 ** 2)\nflow.artifact("a.svg")',
      expected: /^output-limit$/,
    },
    {
      ...{ ...PYTHON, what: 'take for ever to be drawn' },
      code: `${PLT}import numpy as np
plt.scatter(*np.random.rand(2, 20000000)); plt.savefig("a.svg")`,
      expected: /^(?:timeout|memory)$/,
    },
    {
      ...{ ...R, what: 'are very many' },
      code: 'for (i in 1:10000) plot.new()',
      expected: /^output-limit$/,
    },
    {
      ...{ ...R, what: 'are very many, of ggplot2' },
      code: 'p <- ggplot() + theme_void()\nfor (i in 1:10000) print(p)',
      expected: /^output-limit$/,
    },
    {
      ...{ ...R, what: 'are very large' },
      code: 'png("a.png", width = 1e5, height = 1e5); plot(1)',
      expected: /^(?:script-error|memory)$/,
    },
  ])(
    'should end their script, if they $what ($environment)',
    async ({ code, expected, environment, language }) => {
      const { end } = await story.run({ environment, language }, code, {
        limits: { cpu: 10_000, timeout: 30_000 },
      });
      expect(end).toMatchObject({
        type: 'error',
        kind: expect.stringMatching(expected),
      });
      // and others are served
      const after = await story.run(PYTHON, 'outputs["y"] = 1');
      expect(after.end).toMatchObject({ type: 'result', outputs: { y: 1 } });
    },
  );
});
