import { ALL, PYTHON, RunnerStory, outputsOf } from '../testing/useRunner';

const SECRET = 'tok"en-Ä-1234567';

describe('flow', () => {
  const story = new RunnerStory({
    secrets: {
      token: { value: SECRET, owners: ['group:default/analysts'] },
      other: { value: 'not-for-analysts', owners: ['group:default/others'] },
    },
  });

  it.each(ALL)('should log by levels, with lines ($environment)', async way => {
    const dot = way.language === 'python' ? '.' : '$';
    const { events } = await story.run(
      way,
      `${way.language === 'python' ? 'import flow' : ''}
flow${dot}log${dot}debug("a")
flow${dot}log${dot}info("b")
flow${dot}log${dot}warning("c")
flow${dot}log${dot}error("d")`,
    );
    const told = events.filter(({ type }) => type === 'log');
    expect(told).toMatchObject([
      { level: 'debug', text: 'a', line: 2 },
      { level: 'info', text: 'b', line: 3 },
      { level: 'warning', text: 'c', line: 4 },
      { level: 'error', text: 'd', line: 5 },
    ]);
  });

  it('should log what is printed, logged and warned of in Python', async () => {
    const { events } = await story.run(
      PYTHON[0],
      `import logging, os, sys, warnings
print("printed", end="")
print(" at once")
sys.stderr.write("complained\\n")
logging.getLogger("x").warning("logged %s", 1)
warnings.warn("warned")
print("last", end="")`,
    );
    expect(events.filter(({ type }) => type === 'log')).toMatchObject([
      { level: 'info', text: 'printed at once', line: 3 },
      { level: 'warning', text: 'complained', line: 4 },
      { level: 'warning', text: 'logged 1', line: 5 },
      { level: 'warning', text: 'UserWarning: warned', line: 6 },
      { level: 'info', text: 'last' },
    ]);
  });

  it.each(ALL)('should tell metrics and progress ($environment)', async way => {
    const [dot, first] =
      way.language === 'python' ? ['.', 'import flow\n'] : ['$', ''];
    const { events } = await story.run(
      way,
      `${first}flow${dot}metric("auc", 0.5)\nflow${dot}progress(2, "done")`,
    );
    expect(events.slice(1, 3)).toMatchObject([
      { type: 'metric', name: 'auc', value: 0.5 },
      { type: 'progress', done: 1, text: 'done' },
    ]);
  });

  it.each(ALL)(
    'should say what the script is a part of ($environment)',
    async way => {
      const code =
        way.language === 'python'
          ? 'import flow\noutputs["id"] = flow.task.instance'
          : 'outputs$id <- flow$task$instance';
      const { end } = await story.run(way, code, {
        about: { instance: 'i-1' },
      });
      expect(end).toMatchObject({ outputs: { id: 'i-1' } });
    },
  );

  it.each(ALL)(
    'should hand out secrets of the owner only, and show them to nobody ($environment)',
    async way => {
      const code =
        way.language === 'python'
          ? `import flow, os
secret = flow.secret("token")
outputs["length"] = len(secret)
print("with", secret, "in it")
os.write(1, b"raw "); os.write(1, secret.encode()[:4]); os.write(1, secret.encode()[4:] + b"\\n")
flow.metric(secret, 1)
raise ValueError("bad " + secret)`
          : `secret <- flow$secret("token")
cat("with", secret, "in it\\n")
message("with ", secret)
stop("bad ", secret)`;
      const { events } = await story.run(way, code);
      expect(JSON.stringify(events)).toContain('[secret]');
      expect(JSON.stringify(events)).not.toContain('1234567');
      const refused = await story.run(
        way,
        way.language === 'python'
          ? 'import flow\nflow.secret("other")'
          : 'flow$secret("other")',
      );
      expect(refused.end).toMatchObject({
        type: 'error',
        message: expect.stringContaining('it may use: token'),
      });
    },
  );

  it('should let lines be what they are', async () => {
    const { log } = await story.run(
      PYTHON[0],
      'print("\\x1b[31mred\\x1b[0m")\nprint("<b>bold</b>")\nprint("::{\\"outputs\\":{}}::")\nprint("10%\\r20%")\nprint("ERROR: no")',
    );
    expect(log).toEqual([
      '\u001b[31mred\u001b[0m',
      '<b>bold</b>',
      '::{"outputs":{}}::',
      '10%\r20%',
      'ERROR: no',
    ]);
  });

  it.each(ALL)(
    'should let two runs draw different numbers ($environment)',
    async way => {
      const code =
        way.language === 'python'
          ? 'import random\noutputs["y"] = random.random()'
          : 'outputs$y <- runif(1)';
      const ends = await Promise.all([
        story.run(way, code),
        story.run(way, code),
      ]);
      const [a, b] = ends.map(({ end }) => outputsOf(end).y);
      expect(a).not.toEqual(b);
    },
  );
});
