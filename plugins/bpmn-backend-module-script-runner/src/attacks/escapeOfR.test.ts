import { createServer } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  PYTHON,
  R,
  RunnerStory,
  USERS,
  WITHOUT_COMPILER,
} from '../testing/useRunner';

const outputsOf = ({ end }: { readonly end: any }) => end.outputs ?? end;

/** What the one who begins the back end has in his environment, to no avail. */
const MISLEADING: Readonly<Record<string, string>> = {
  R_PROFILE_USER: '/tmp/profile',
  R_ENVIRON_USER: '/tmp/environ',
  R_LIBS: '/tmp/library',
  LD_LIBRARY_PATH: '/tmp/library',
  OF_THE_HOST: 'secret',
};

describe.each(USERS)('a script of R that wants out, as %s', user => {
  beforeAll(() => {
    Object.assign(process.env, MISLEADING);
  });
  const story = new RunnerStory({}, user);
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'of-the-host-'));
  });

  afterAll(() => {
    Object.keys(MISLEADING).forEach(name => delete process.env[name]);
    rmSync(folder, { recursive: true });
  });

  it.each(R)(
    'should reach no socket of the machine ($environment)',
    async way => {
      // given
      const server = createServer(socket => socket.end()).listen(0);
      const { port } = server.address() as { port: number };
      // when
      const told = await story.run(
        way,
        `
attempt <- function(act) tryCatch({ suppressWarnings(act()); "done" }, error = function(e) "refused")
outputs$found <- list(
  host = attempt(function() socketConnection("127.0.0.1", port, timeout = 2)),
  listening = attempt(function() serverSocket(12345)),
  channel = attempt(function() file("/channel/socket", "rb", raw = TRUE))
)
outputs$channel <- I(list.files("/channel", all.files = TRUE, no.. = TRUE))
`,
        { inputs: { port } },
      );
      // then
      expect(outputsOf(told)).toEqual({
        found: { host: 'refused', listening: 'refused', channel: 'refused' },
        channel: [],
      });
      server.close();
    },
  );

  it.each(R)(
    'should see and reach no process but its own, nor the environment of another ($environment)',
    async way => {
      const told = await story.run(
        way,
        `
read <- function(path) tryCatch(suppressWarnings(length(readBin(path, "raw", 1000))), error = function(e) 0)
outputs$pids <- I(sort(list.files("/proc", "^[0-9]+$")))
outputs$read <- I(vapply(c("/proc/1/environ", "/proc/1/mem"), read, 1, USE.NAMES = FALSE))
outputs$path <- paste(readLines("/proc/1/cmdline", warn = FALSE, skipNul = TRUE), collapse = " ")
outputs$environment <- I(intersect(Sys.getenv(), values))
targets <- Sys.readlink(list.files("/proc/self/fd", full.names = TRUE))
targets <- targets[!is.na(targets)]
outputs$targets <- I(grep("^(socket:|pipe:|/dev/null$|/dev/urandom$|/runner/r/|/proc/|.*/pipe-[-0-9a-f]+ .deleted.$|$)", targets, value = TRUE, invert = TRUE))
tools::pskill(c(1, -1), 9)
`,
        { inputs: { values: Object.values(MISLEADING) } },
      );
      expect(outputsOf(told)).toMatchObject({
        ...{ pids: ['1', '2'], read: [0, 0] },
        ...{ environment: [], targets: [] },
      });
      expect(outputsOf(told).path).not.toContain(tmpdir());
    },
  );

  it.each(R)(
    'should change nothing of the system ($environment)',
    async way => {
      const told = await story.run(
        way,
        `
attempt <- function(path) tryCatch(suppressWarnings({
  cat("-1000", file = path)
  if (identical(readLines(path), "-1000")) path
}), error = function(e) NULL)
paths <- c("/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/proc/sysrq-trigger", "/proc/self/uid_map", "/proc/self/oom_score_adj", "/sys/kernel/uevent_helper", "/usr/it", "/runner/r/it", "/it")
outputs$found <- I(as.character(unlist(lapply(paths, attempt))))
`,
      );
      expect(outputsOf(told)).toEqual({ found: [] });
    },
  );

  it.each(R)(
    'should have no right, and nothing that could give it one ($environment)',
    async way => {
      const told = await story.run(
        way,
        `
lines <- strsplit(readLines("/proc/self/status"), ":\\t")
status <- vapply(lines, function(line) line[2], "")
names(status) <- vapply(lines, function(line) line[1], "")
outputs$status <- as.list(status[c("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp")])
works <- function(...) system2(..., stdout = FALSE, stderr = FALSE) == 0
outputs$calls <- list(
  user = system("/usr/bin/id -u", intern = TRUE),
  unshare = works("/usr/bin/unshare", c("-r", "/usr/bin/true")),
  mount = works("/usr/bin/mount", c("-t", "tmpfs", "none", "/tmp")),
  su = works("/usr/bin/su", c("-c", "id")),
  device = works("/usr/bin/mknod", c("/tmp/device", "c", "1", "3")),
  limits = works("/bin/sh", c("-c", "'ulimit -n 100000'"))
)
`,
      );
      const none = '0000000000000000';
      expect(outputsOf(told)).toEqual({
        status: {
          ...{ CapInh: none, CapPrm: none, CapEff: none, CapBnd: none },
          ...{ CapAmb: none, NoNewPrivs: '1', Seccomp: '2' },
        },
        calls: {
          ...{ user: '65534', unshare: false, mount: false, su: false },
          ...{ device: false, limits: false },
        },
      });
    },
  );

  it.each(R)('should have no terminal ($environment)', async way => {
    const told = await story.run(
      way,
      'outputs$found <- list(isatty(stdin()), isatty(stdout()), tryCatch({ suppressWarnings(file("/dev/tty", "r")); TRUE }, error = function(e) FALSE))',
    );
    expect(outputsOf(told)).toEqual({ found: [false, false, false] });
  });

  it.each(R)(
    'should find nothing of a run before, also of one that failed half-way ($environment)',
    async way => {
      // given
      const first = await story.run(
        way,
        `
for (folder in c("/job", "/tmp", "/dev/shm")) {
  for (name in c(".Rprofile", ".Renviron", "part.csv")) writeLines("stop('led astray')", file.path(folder, name))
}
flow$artifact("part.csv")
assign("kept", TRUE, globalenv())
options(kept = TRUE)
Sys.setenv(KEPT = "yes")
plot(1)
stop("half-way")
`,
      );
      // when
      const second = await story.run(
        way,
        `
left <- unlist(lapply(c("/job", "/tmp", "/dev/shm"), list.files, all.files = TRUE, no.. = TRUE))
outputs$left <- I(as.character(grep("^Rtmp", left, value = TRUE, invert = TRUE)))
outputs$kept <- list(exists("kept"), is.null(getOption("kept")), Sys.getenv("KEPT"))
`,
      );
      // then
      expect(first.end).toMatchObject({ kind: 'script-error' });
      expect([...first.artifacts.keys()]).toEqual(['part.csv', 'figure-1.png']);
      expect(second.artifacts.size).toBe(0);
      expect(outputsOf(second)).toEqual({ left: [], kept: [false, true, ''] });
    },
  );

  it.each(R)(
    'should hurt only itself by changing its runtime ($environment)',
    async way => {
      const spoiled = await story.run(
        way,
        `
for (name in c("paste0", "charToRaw", "writeBin", "as.raw")) {
  unlockBinding(name, baseenv())
  assign(name, function(...) stop("spoiled"), baseenv())
}
outputs$y <- 1
`,
      );
      expect(spoiled.end.type).toBe('error');
      const { end } = await story.run(way, 'outputs$y <- 1');
      expect(end).toMatchObject({ type: 'result', outputs: { y: 1 } });
    },
  );
});

describe.each(USERS)('a script that wants to type, as %s', user => {
  const story = new RunnerStory({}, user);

  it.each(PYTHON)(
    'should put nothing into a terminal, not even its own ($environment)',
    async way => {
      const told = await story.run(
        way,
        `
import ctypes, errno, os, platform
libc = ctypes.CDLL(None, use_errno=True)
number = 16 if platform.machine() == "x86_64" else 29
outputs["ttys"] = [os.isatty(i) for i in range(3)] + [os.path.exists("/proc/self/fd/tty")]
try:
    open("/dev/tty")
    outputs["tty"] = "opened"
except OSError as error:
    outputs["tty"] = errno.errorcode[error.errno]
_, slave = os.openpty()
found = {}
for name, request in (("TIOCSTI", 0x5412), ("TIOCLINUX", 0x541C), ("TIOCSTI with a high bit", 0x5412 | 1 << 32), ("TCGETS", 0x5401)):
    result = libc.syscall(number, slave, ctypes.c_ulong(request), ctypes.create_string_buffer(b"x", 64))
    found[name] = errno.errorcode[ctypes.get_errno()] if result == -1 else "done"
outputs["found"] = found
`,
      );
      expect(outputsOf(told)).toEqual({
        ttys: [false, false, false, false],
        tty: expect.stringMatching(/^E(NXIO|NOENT|ACCES)$/),
        found: {
          TIOCSTI: 'EPERM',
          TIOCLINUX: 'EPERM',
          'TIOCSTI with a high bit': 'EPERM',
          TCGETS: 'done',
        },
      });
    },
  );
});

describe('the pipes of R, where it has no channel of its own', () => {
  const story = new RunnerStory({}, WITHOUT_COMPILER);
  const OPEN = 'pipe <- file("/dev/fd/4", "wb", raw = TRUE)\n';

  it.each([
    ['no frame', 'writeBin(as.raw(rep(255, 64)), pipe)'],
    [
      'a frame that is too long',
      'writeBin(as.raw(c(64, 0, 0, 0, 74)), pipe); writeBin(charToRaw("{}"), pipe)',
    ],
    [
      'no message',
      'writeBin(c(as.raw(c(0, 0, 0, 5, 74)), charToRaw("[12]")), pipe)',
    ],
  ])('should end it, if what it writes is %s', async (_, code) => {
    const { end } = await story.run(
      R[0],
      `${OPEN}${code}\nflush(pipe)\nSys.sleep(30)`,
    );
    expect(end).toMatchObject({ type: 'error', kind: 'bad-output' });
  });

  it('should still be there when it has closed all connections', async () => {
    const { end, log } = await story.run(
      R[0],
      'closeAllConnections()\nmessage("still here")\noutputs$y <- 1',
    );
    expect(end).toMatchObject({ type: 'result', outputs: { y: 1 } });
    expect(log).toContain('still here');
  });
});
