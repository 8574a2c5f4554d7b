import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PYTHON, RunnerStory } from '../testing/useRunner';

describe('a script that may reach hosts, where there is no compiler', () => {
  const path = process.env.PATH!;
  const folder = mkdtempSync(join(tmpdir(), 'without-a-compiler-'));

  beforeAll(() => {
    chmodSync(folder, 0o755);
    symlinkSync('/usr/bin/bwrap', join(folder, 'bwrap'));
    process.env.PATH = folder;
  });

  const story = new RunnerStory({
    environments: {
      'base-python': {
        language: 'python',
        network: [{ hosts: ['example.com'], owners: ['analysts'] }],
      },
    },
  });

  afterAll(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true });
  });

  it('should not be run, and say why', async () => {
    const { end } = await story.run(PYTHON[0], 'outputs["y"] = 1');
    expect(end).toMatchObject({
      type: 'error',
      kind: 'sandbox-unavailable',
      message: expect.stringMatching(
        /^Expected a C compiler .* a script that may reach hosts cannot do without/,
      ),
    });
  });

  it('should hinder nobody who needs no network', async () => {
    const { end } = await story.run(PYTHON[0], 'outputs["y"] = 1', {
      owner: 'group:default/strangers',
    });
    expect(end).toMatchObject({ type: 'result', outputs: { y: 1 } });
    const { notes } = await story.runner.health();
    expect(notes.join()).toContain('none can reach hosts');
  });
});
