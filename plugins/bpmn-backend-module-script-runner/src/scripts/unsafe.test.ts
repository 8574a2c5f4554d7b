import { PYTHON, R, RunnerStory } from '../testing/useRunner';

describe('scripts without a sandbox', () => {
  const story = new RunnerStory({ mode: 'unsafe-process' });

  it('should be told of as what they are', async () => {
    expect(await story.runner.health()).toMatchObject({
      isReady: true,
      isIsolated: false,
      notes: [expect.stringContaining('without a sandbox')],
    });
  });

  it.each([PYTHON[0], R[0]])(
    'should run in a folder of their own ($environment)',
    async way => {
      const code =
        way.language === 'python'
          ? 'import os\nopen("a", "w").close()\noutputs["y"] = os.listdir(".") + [x]'
          : 'file.create("a")\noutputs$y <- list(list.files("."), x)';
      for (let round = 0; round < 2; round++) {
        const { end } = await story.run(way, code, { inputs: { x: 1 } });
        expect(end).toMatchObject({ type: 'result', outputs: { y: ['a', 1] } });
      }
    },
  );

  it.each([PYTHON[0], R[0]])(
    'should be ended in time all the same ($environment)',
    async way => {
      const code =
        way.language === 'python'
          ? 'import time\ntime.sleep(600)'
          : 'Sys.sleep(600)';
      const { end } = await story.run(way, code, { limits: { timeout: 1000 } });
      expect(end).toMatchObject({ type: 'error', kind: 'timeout' });
    },
  );
});
