import { processesWith, R, RunnerStory, USERS } from '../testing/useRunner';

const MIB = 1 << 20;

describe.each(USERS)(
  'a script of R that wants more than it may have, as %s',
  user => {
    const story = new RunnerStory({}, user);

    it.each(R)('should not fork without end ($environment)', async way => {
      const { end } = await story.run(
        way,
        `
begun <- 0
why <- tryCatch(
  repeat {
    child <- parallel:::mcfork()
    if (inherits(child, "masterProcess")) {
      Sys.sleep(60)
      parallel:::mcexit(0)
    }
    begun <- begun + 1
  },
  error = function(error) conditionMessage(error)
)
outputs$begun <- begun
outputs$why <- why
`,
      );
      expect(end).toMatchObject({
        type: 'result',
        outputs: { why: expect.stringContaining('unable to fork') },
      });
      expect((end as any).outputs.begun).toBeLessThan(64);
    });

    it.each(R)(
      'should not share its memory out among processes ($environment)',
      async way => {
        const { end } = await story.run(
          way,
          `
for (i in 1:4) {
  if (inherits(parallel:::mcfork(), "masterProcess")) {
    x <- runif(8e6)
    Sys.sleep(30)
    parallel:::mcexit(0)
  }
}
Sys.sleep(30)
`,
          { limits: { memory: 128 * MIB, timeout: 60_000 } },
        );
        expect(end).toMatchObject({ type: 'error', kind: 'memory' });
      },
    );

    it.each(R)(
      'should not fill a folder of the machine ($environment)',
      async way => {
        const { end } = await story.run(
          way,
          `
block <- raw(2^20)
fill <- function(folder) {
  path <- file.path(folder, "large")
  tryCatch(suppressWarnings({
    large <- file(path, "wb")
    for (i in 1:700) writeBin(block, large)
    close(large)
  }), error = function(error) NULL)
  size <- file.size(path)
  unlink(path)
  if (is.na(size)) 0 else size / 2^20
}
outputs$found <- lapply(c(job = "/job", tmp = "/tmp", shm = "/dev/shm", root = "/", usr = "/usr"), fill)
`,
        );
        const { found } = (end as any).outputs ?? { found: end };
        expect(found).toMatchObject({ root: 0, usr: 0 });
        expect(found.job).toBeLessThanOrEqual(512);
        expect(found.tmp).toBeLessThanOrEqual(256);
        expect(found.shm).toBeLessThanOrEqual(64);
      },
    );

    it.each(R)('should have no file without end ($environment)', async way => {
      const { end } = await story.run(
        way,
        'large <- file("/tmp/sparse", "wb")\nseek(large, 2^31, rw = "write")\nwriteBin(raw(1), large)\nclose(large)\noutputs$size <- file.size("/tmp/sparse")',
      );
      expect(
        end.type === 'error' ||
          Number(end.type === 'result' && end.outputs.size) <= 2 ** 30,
      ).toBe(true);
    });

    it.each(R)(
      'should have no files without number ($environment)',
      async way => {
        const { end } = await story.run(
          way,
          'i <- 0\nrepeat {\n  i <- i + 1\n  if (!suppressWarnings(file.create(paste0("/job/", i)))) break\n}\noutputs$made <- i',
        );
        // Where there is no library, it is ended as soon as somebody looks.
        const { kind, message, outputs } = end as any;
        const isEnded =
          kind === 'output-limit' && message.includes('20000 files');
        expect(isEnded || outputs?.made <= 20_001).toBe(true);
      },
    );

    it.each(R)('should leave no daemon behind ($environment)', async way => {
      const { end } = await story.run(
        way,
        'system("/usr/bin/setsid /usr/bin/sleep 6067 &", wait = FALSE)\nparallel::mcparallel(Sys.sleep(600), detached = TRUE)\noutputs$y <- 1',
      );
      expect(end).toMatchObject({ type: 'result', outputs: { y: 1 } });
    });

    it.each(R)(
      'should give its result though its end takes long ($environment)',
      async way => {
        const { end } = await story.run(
          way,
          'reg.finalizer(globalenv(), function(e) Sys.sleep(600), onexit = TRUE)\noutputs$y <- 1',
        );
        expect(end).toMatchObject({ type: 'result', outputs: { y: 1 } });
      },
    );

    it.each(R)(
      'should be told which signal has ended it ($environment)',
      async way => {
        const { end } = await story.run(
          way,
          'tools::pskill(Sys.getpid(), tools::SIGTERM)\nSys.sleep(10)',
        );
        expect(end).toMatchObject({ kind: 'crashed', signal: 'SIGTERM' });
      },
    );

    it.each(R)(
      'should keep no more plots than there may be ($environment)',
      async way => {
        const { artifacts, log, end } = await story.run(
          way,
          'for (i in 1:120) plot.new()\noutputs$y <- 1',
        );
        expect(end).toMatchObject({ type: 'result', outputs: { y: 1 } });
        expect(artifacts.size).toBe(100);
        expect(log.join('\n')).toContain(
          'Expected at most 100 plots, but there are 120',
        );
      },
    );

    it.each(R)(
      'should draw no plot that is larger than it may be ($environment)',
      async way => {
        const { end } = await story.run(
          way,
          'png("large.png", width = 1e5, height = 1e5)\nplot(1)\ndev.off()',
        );
        expect(end).toMatchObject({ type: 'error' });
        expect(['script-error', 'memory', 'crashed']).toContain(
          (end as any).kind,
        );
      },
    );

    it.each(R.slice(0, 1))(
      'should not fill its folder by drawing ($environment)',
      async way => {
        const { end, artifacts } = await story.run(
          way,
          'svg("/dev/shm/large.svg")\nplot.new()\nfor (i in 1:4) lines(runif(1e6), runif(1e6))\ninvisible(dev.off())\noutputs$size <- file.size("/dev/shm/large.svg")',
        );
        expect(artifacts.size).toBe(0);
        expect(
          end.type === 'error' ||
            Number(end.type === 'result' && end.outputs.size) <= 64 * MIB,
        ).toBe(true);
      },
    );

    it('should have left nothing behind', async () => {
      const { end } = await story.run(R[0], 'outputs$y <- 1');
      expect(end).toMatchObject({ type: 'result', outputs: { y: 1 } });
      expect(processesWith('sleep\x006067')).toEqual([]);
    });
  },
);
