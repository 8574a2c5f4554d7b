import {
  ALL,
  processesWith,
  PYTHON,
  R,
  RunnerStory,
  USERS,
  failureOf,
  outputsOf,
} from '../testing/useRunner';

const MIB = 1 << 20;

describe.each(USERS)(
  'a script that wants more than it may have, as %s',
  user => {
    const story = new RunnerStory({}, user);

    it.each(PYTHON)('should not fork without end ($environment)', async way => {
      const { end, log } = await story.run(
        way,
        `
import os
begun = 0
try:
    while True:
        if os.fork() == 0:
            import time
            time.sleep(60)
            os._exit(0)
        begun += 1
except OSError as error:
    print(type(error).__name__)
outputs["begun"] = begun
`,
      );
      expect(log).toContain('BlockingIOError');
      expect(end.type).toBe('result');
      expect(outputsOf(end).begun).toBeLessThan(64);
    });

    it.each(PYTHON)(
      'should be told that there is no more memory ($environment)',
      async way => {
        const { end } = await story.run(
          way,
          'x = bytearray(900 * 1024 * 1024)',
          {
            limits: { memory: 128 * MIB },
          },
        );
        expect(end).toMatchObject({ type: 'error', kind: 'memory', line: 1 });
      },
    );

    it.each(R)(
      'should be told that there is no more memory ($environment)',
      async way => {
        const { end } = await story.run(way, 'x <- numeric(2e8)', {
          limits: { memory: 128 * MIB },
        });
        expect(end).toMatchObject({ type: 'error', kind: 'memory', line: 1 });
      },
    );

    it.each(PYTHON)(
      'should not share its memory out among processes ($environment)',
      async way => {
        const { end } = await story.run(
          way,
          `
import os, time
for _ in range(4):
    if os.fork() == 0:
        x = bytearray(os.urandom(1024)) * (60 * 1024)
        time.sleep(30)
        os._exit(0)
time.sleep(30)
`,
          { limits: { memory: 128 * MIB, timeout: 60_000 } },
        );
        expect(end).toMatchObject({ type: 'error', kind: 'memory' });
      },
    );

    it.each(PYTHON)(
      'should not fill a folder of the machine ($environment)',
      async way => {
        const { end } = await story.run(
          way,
          `
import os
found = {}
for folder in ("/job", "/tmp", "/dev/shm", "/", "/usr", "/runner", "/etc"):
    try:
        with open(folder + "/large", "wb") as file:
            for _ in range(700):
                file.write(bytes(1024 * 1024))
        found[folder] = "written"
    except OSError as error:
        found[folder] = error.strerror
    try:
        os.remove(folder + "/large")
    except OSError:
        pass
outputs["found"] = found
`,
        );
        const full = 'No space left on device';
        expect(outputsOf(end).found).toEqual({
          '/job': full,
          '/tmp': full,
          '/dev/shm': full,
          '/': 'Read-only file system',
          '/usr': 'Read-only file system',
          '/runner': 'Read-only file system',
          '/etc': 'Read-only file system',
        });
      },
    );

    it.each(PYTHON)(
      'should have no file without end, nor files without number ($environment)',
      async way => {
        const { end } = await story.run(
          way,
          `
import os
found = []
try:
    with open("sparse", "wb") as file:
        file.truncate(2 * 1024 ** 3)
except OSError as error:
    found.append(error.strerror)
try:
    for i in range(1000000):
        open(str(i), "w").close()
except OSError as error:
    found.append(error.strerror)
outputs["found"] = found
`,
        );
        expect(outputsOf(end).found).toEqual([
          'File too large',
          'No space left on device',
        ]);
      },
    );

    it.each([
      ...PYTHON.map(way => ({ ...way, code: 'while True: print("x" * 1000)' })),
      ...PYTHON.map(way => ({
        ...way,
        code: 'import os\nwhile True: os.write(2, b"y" * 65536)',
      })),
      ...R.map(way => ({ ...way, code: 'repeat cat(strrep("x", 10000))' })),
    ])(
      'should not print without end ($environment, $code)',
      async ({ code, ...way }) => {
        const { end, log } = await story.run(way, code);
        expect(end).toMatchObject({ type: 'error', kind: 'output-limit' });
        expect(log.join('').length).toBeLessThanOrEqual(6 * MIB);
      },
    );

    it.each([
      ...PYTHON.map(way => ({ ...way, code: 'while True: pass' })),
      ...R.map(way => ({ ...way, code: 'while (TRUE) {}' })),
    ])(
      'should not compute without end ($environment)',
      async ({ code, ...way }) => {
        const { end } = await story.run(way, code, { limits: { cpu: 1000 } });
        expect(end).toMatchObject({
          type: 'error',
          kind: 'timeout',
          message: expect.stringContaining('CPU time'),
        });
      },
    );

    it.each([
      ...PYTHON.map(way => ({
        ...way,
        code: 'import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint("asleep")\ntime.sleep(600)',
      })),
      ...R.map(way => ({ ...way, code: 'cat("asleep\\n")\nSys.sleep(600)' })),
    ])(
      'should not sleep past its time ($environment)',
      async ({ code, ...way }) => {
        const { end, log } = await story.run(way, code, {
          limits: { timeout: 3000 },
        });
        expect(log).toEqual(['asleep']);
        expect(end).toMatchObject({
          type: 'error',
          kind: 'timeout',
          message: expect.stringContaining('within 3000 ms'),
        });
      },
    );

    it.each(PYTHON)(
      'should leave no daemon behind ($environment)',
      async way => {
        const { end } = await story.run(
          way,
          `
import os, subprocess
subprocess.Popen(["/usr/bin/sleep", "600"], start_new_session=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv("/usr/bin/sleep", ["attack-of-a-script", "600"])
    os._exit(0)
outputs["y"] = 1
`,
        );
        expect(end).toMatchObject({ type: 'result', outputs: { y: 1 } });
      },
    );

    it.each(PYTHON)(
      'should give its result though a thread goes on ($environment)',
      async way => {
        const { end } = await story.run(
          way,
          `
import atexit, threading, time
threading.Thread(target=time.sleep, args=(600,)).start()
atexit.register(time.sleep, 600)
outputs["y"] = 1
`,
        );
        expect(end).toMatchObject({ type: 'result', outputs: { y: 1 } });
      },
    );

    it.each(ALL)(
      'should not get a larger result through ($environment)',
      async way => {
        const code =
          way.language === 'python'
            ? 'outputs["large"] = "x" * 2000000'
            : 'outputs$large <- strrep("x", 2e6)';
        const { end } = await story.run(way, code);
        expect(end).toMatchObject({
          type: 'error',
          kind: 'output-limit',
          message: expect.stringContaining('output large'),
        });
      },
    );

    it.each(ALL)(
      'should make no result as large as all memory ($environment)',
      async way => {
        const code =
          way.language === 'python'
            ? 'outputs["large"] = "x" * (1 << 28)'
            : 'outputs$large <- strrep("x", 2^28)';
        const { end } = await story.run(way, code, {
          limits: { memory: 256 * MIB },
        });
        expect(end.type).toBe('error');
        expect(['memory', 'output-limit']).toContain(failureOf(end).kind);
      },
    );

    it.each(ALL)(
      'should get no input that is larger than a message ($environment)',
      async way => {
        const { end } = await story.run(way, '1', {
          inputs: { large: 'x'.repeat(17 * MIB) },
        });
        expect(end).toMatchObject({
          ...{ type: 'error', kind: 'script-error' },
          message: expect.stringContaining('at most 16777216 bytes'),
        });
      },
    );

    it.each(PYTHON)(
      'should hinder nobody by folders in folders ($environment)',
      async way => {
        const { end } = await story.run(
          way,
          `
import os
made = 0
try:
    for made in range(10000):
        os.mkdir("d")
        os.chdir("d")
except OSError:
    pass
outputs["made"] = made
`,
        );
        expect(end).toMatchObject({ outputs: { made: 9999 } });
      },
    );

    it('should have left nothing behind, and others are served', async () => {
      const { end } = await story.run(PYTHON[0], 'outputs["y"] = 1');
      expect(end).toMatchObject({ type: 'result', outputs: { y: 1 } });
      expect(processesWith('attack-of-a-script')).toEqual([]);
    });
  },
);
