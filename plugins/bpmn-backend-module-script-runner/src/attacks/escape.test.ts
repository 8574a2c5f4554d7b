import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL, PYTHON, R, RunnerStory, USERS } from '../testing/useRunner';

const outputsOf = ({ end }: { readonly end: any }) => end.outputs ?? end;

describe.each(USERS)('a script that wants out, as %s', user => {
  const story = new RunnerStory({}, user);
  let server: Server;
  let folder: string;
  let port: number;

  beforeAll(async () => {
    server = createHttpServer((_, response) => response.end('secret'));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
    folder = mkdtempSync(join(tmpdir(), 'of-the-host-'));
    writeFileSync(join(folder, 'secret.txt'), 'secret');
  });

  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  it.each(PYTHON)('should reach no network ($environment)', async way => {
    const told = await story.run(
      way,
      `
import socket
found = []
for host, number in (("1.1.1.1", 53), ("127.0.0.1", port), ("169.254.169.254", 80), ("::1", port)):
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            socket.socket(family).connect((host, number))
            found.append("connected to " + host)
        except OSError:
            pass
outputs["found"] = found
outputs["interfaces"] = [line.split(":")[0].strip() for line in open("/proc/net/dev").readlines()[2:]]
`,
      { inputs: { port } },
    );
    expect(outputsOf(told)).toEqual({ found: [], interfaces: ['lo'] });
  });

  it.each(R)('should reach no network ($environment)', async way => {
    const { end } = await story.run(
      way,
      'readLines(url(paste0("http://127.0.0.1:", port)))',
      { inputs: { port } },
    );
    expect(end).toMatchObject({ type: 'error', kind: 'script-error' });
  });

  it.each(PYTHON)(
    'should reach no socket of the machine ($environment)',
    async way => {
      // given
      const path = join(folder, 'socket');
      const local = createServer(() => {}).listen(path);
      const hidden = createServer(() => {}).listen('\0of-the-host');
      // when
      const told = await story.run(
        way,
        `
import socket
found = {}
def attempt(name, act):
    try:
        act()
        found[name] = "done"
    except OSError as error:
        found[name] = error.strerror
def unix(address):
    return lambda: socket.socket(socket.AF_UNIX).connect(address)
attempt("file", unix(path))
attempt("abstract", unix(b"\\0of-the-host"))
attempt("channel", unix("/channel/socket"))
for name, family, kind in (("netlink", 16, socket.SOCK_RAW), ("vsock", 40, socket.SOCK_STREAM), ("packet", 17, socket.SOCK_RAW), ("alg", 38, socket.SOCK_SEQPACKET)):
    attempt(name, lambda: socket.socket(family, kind))
outputs["found"] = found
`,
        { inputs: { path } },
      );
      // then
      const unsupported = 'Address family not supported by protocol';
      expect(outputsOf(told)).toEqual({
        found: {
          file: 'No such file or directory',
          abstract: 'Connection refused',
          channel: 'No such file or directory',
          netlink: unsupported,
          vsock: unsupported,
          packet: unsupported,
          alg: unsupported,
        },
      });
      local.close();
      hidden.close();
    },
  );

  it.each(PYTHON)(
    'should see no file of the machine ($environment)',
    async way => {
      const told = await story.run(
        way,
        `
import os
outputs["found"] = [path for path in (folder, "/root", "/home", "/var", "/etc/passwd", "/etc/shadow", "/proc/1/root/home", "/sys", "/opt", "/srv", "/work") if os.path.exists(path)]
outputs["etc"] = [name for name in os.listdir("/etc") if name in ("passwd", "shadow", "hosts", "ssl", "ssh")]
outputs["environment"] = sorted(os.environ)
`,
        { inputs: { folder } },
      );
      expect(outputsOf(told)).toMatchObject({ found: [], etc: [] });
      expect(outputsOf(told).environment).not.toContain('NODE_ENV');
    },
  );

  it.each(R)('should see no file of the machine ($environment)', async way => {
    const told = await story.run(
      way,
      'outputs$found <- I(as.character(Filter(file.exists, c(folder, "/root", "/home", "/etc/passwd", "/sys"))))',
      { inputs: { folder } },
    );
    expect(outputsOf(told)).toEqual({ found: [] });
  });

  it.each(PYTHON)(
    'should see and reach no process but its own ($environment)',
    async way => {
      const told = await story.run(
        way,
        `
import os, signal
pids = sorted(int(name) for name in os.listdir("/proc") if name.isdigit())
outputs["pids"] = pids
found = []
for path in ("/proc/1/environ", "/proc/1/mem", "/proc/1/fd", "/proc/1/root"):
    try:
        os.listdir(path) if path.endswith(("fd", "root")) else open(path, "rb").read(1)
        found.append(path)
    except OSError:
        pass
outputs["found"] = found
os.kill(1, signal.SIGTERM)
os.kill(1, signal.SIGKILL)
outputs["descriptors"] = sorted(os.listdir("/proc/self/fd"))[:4]
outputs["targets"] = sorted({os.readlink("/proc/self/fd/" + name).split(":")[0] for name in os.listdir("/proc/self/fd") if os.path.lexists("/proc/self/fd/" + name)} - {"/proc/2/fd"})
`,
      );
      expect(outputsOf(told)).toMatchObject({ pids: [1, 2], found: [] });
      expect(outputsOf(told).targets).toEqual(['/dev/null', 'socket']);
    },
  );

  it.each(PYTHON)(
    'should harm nobody by killing all it can ($environment)',
    async way => {
      const [{ end }, other] = await Promise.all([
        story.run(
          way,
          'import os\ntry:\n    os.kill(-1, 9)\nexcept ProcessLookupError:\n    pass',
        ),
        story.run(way, 'import time\ntime.sleep(1)\noutputs["y"] = 1'),
      ]);
      expect(end).toMatchObject({ type: 'result' });
      expect(other.end).toMatchObject({ type: 'result', outputs: { y: 1 } });
    },
  );

  it.each(PYTHON)(
    'should change nothing of the system ($environment)',
    async way => {
      const told = await story.run(
        way,
        `
import os
found = {}
for path in ("/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/proc/sysrq-trigger", "/proc/self/uid_map", "/proc/self/oom_score_adj", "/sys/kernel/uevent_helper", "/sys/fs/cgroup/cgroup.procs"):
    try:
        with open(path, "w") as file:
            file.write("-1000")
        found[path] = "written"
    except OSError:
        pass
outputs["found"] = found
`,
      );
      expect(outputsOf(told)).toEqual({ found: {} });
    },
  );

  it.each(PYTHON)(
    'should have no right and no call that could give it one ($environment)',
    async way => {
      const told = await story.run(
        way,
        `
import ctypes, os, errno, platform
libc = ctypes.CDLL(None, use_errno=True)
status = dict(line.rstrip("\\n").split(":\\t", 1) for line in open("/proc/self/status") if ":\\t" in line)
outputs["status"] = {name: status[name] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp")}
outputs["uid"] = [os.getuid(), os.geteuid(), os.getgid()]
def refused(name, *arguments):
    result = getattr(libc, name)(*arguments)
    return errno.errorcode.get(ctypes.get_errno()) if result == -1 else "done"
def called(number, *arguments):
    result = libc.syscall(number, *arguments)
    return errno.errorcode.get(ctypes.get_errno()) if result == -1 else "done"
outputs["calls"] = {
    "unshare": refused("unshare", 0x10000000),
    "mount": refused("mount", b"none", b"/tmp", b"tmpfs", 0, None),
    "umount": refused("umount2", b"/channel", 2),
    "setns": refused("setns", 0, 0),
    "ptrace": refused("ptrace", 16, 1, 0, 0),
    "chroot": refused("chroot", b"/tmp"),
    "setuid": refused("setuid", 0),
    "bpf": called(321 if platform.machine() == "x86_64" else 280, 0, 0, 0),
    "io_uring": called(425, 8, 0),
    "userfaultfd": called(323 if platform.machine() == "x86_64" else 282, 0),
    "keyctl": called(250 if platform.machine() == "x86_64" else 219, 0, 0),
    "perf": called(298 if platform.machine() == "x86_64" else 241, 0, 0, 0, 0, 0),
    "clone": called(56 if platform.machine() == "x86_64" else 220, 0x10000000 | 17, 0, 0, 0, 0),
    "clone3": called(435, 0, 0),
    "mknod": refused("mknod", b"/tmp/device", 0o20666, 259),
    "open_by_handle_at": called(304 if platform.machine() == "x86_64" else 265, 0, 0, 0),
}
import resource
try:
    resource.setrlimit(resource.RLIMIT_NPROC, (100000, 100000))
    outputs["limits"] = "raised"
except ValueError:
    outputs["limits"] = "kept"
`,
      );
      const none = '0000000000000000';
      expect((told.end as any).message).toBeUndefined();
      const { status, uid, calls, limits } = outputsOf(told);
      expect(status).toEqual({
        ...{ CapInh: none, CapPrm: none, CapEff: none, CapBnd: none },
        ...{ CapAmb: none, NoNewPrivs: '1', Seccomp: '2' },
      });
      expect(uid).not.toContain(0);
      expect(limits).toBe('kept');
      const others: Readonly<Record<string, string>> = {
        clone3: 'ENOSYS',
        // There is nobody else to be.
        setuid: 'EINVAL',
      };
      expect(calls).toEqual(
        Object.fromEntries(
          Object.keys(calls).map(name => [name, others[name] ?? 'EPERM']),
        ),
      );
    },
  );

  it.each(PYTHON)(
    'should gain nothing by programs that give rights ($environment)',
    async way => {
      const told = await story.run(
        way,
        `
import os, subprocess
found = []
for folder, _, names in os.walk("/usr/bin"):
    for name in names:
        path = os.path.join(folder, name)
        if os.path.exists(path) and os.stat(path).st_mode & 0o4000:
            found.append(path)
outputs["effective"] = [subprocess.run(["/usr/bin/id", "-u"], capture_output=True, text=True).stdout.strip()]
outputs["su"] = subprocess.run(["/usr/bin/su", "-c", "id"], capture_output=True, text=True).returncode != 0
`,
      );
      expect(outputsOf(told)).toEqual({ effective: ['65534'], su: true });
    },
  );

  it.each(ALL)(
    'should read nothing where nobody types ($environment)',
    async way => {
      const code =
        way.language === 'python'
          ? 'import sys\noutputs["read"] = sys.stdin.read()\ntry:\n    input()\nexcept EOFError:\n    outputs["input"] = "end"'
          : 'outputs$read <- paste(readLines(file("stdin")), collapse = "")\noutputs$input <- if (identical(readline(), "")) "end" else "more"';
      const told = await story.run(way, code);
      expect(outputsOf(told)).toEqual({ read: '', input: 'end' });
    },
  );

  it.each(PYTHON)(
    'should not be led astray by what it leaves ($environment)',
    async way => {
      // given
      await story.run(
        way,
        'for folder in ("/job", "/tmp"):\n    open(folder + "/json.py", "w").write("raise Exception()")\n    open(folder + "/sitecustomize.py", "w").write("raise Exception()")',
      );
      // when
      const told = await story.run(
        way,
        'open("json.py", "w").write("stolen = True")\nimport json, os\noutputs["stolen"] = hasattr(json, "stolen")\noutputs["left"] = [name for name in os.listdir("/job") + os.listdir("/tmp") if name.endswith(".py") and name != "json.py"]',
      );
      // then
      expect(outputsOf(told)).toEqual({ stolen: false, left: [] });
    },
  );

  it.each(PYTHON)(
    'should find nothing of a run that failed half-way ($environment)',
    async way => {
      // given
      const first = await story.run(
        way,
        `
import flow
for folder in ("/job", "/tmp", "/dev/shm"):
    open(folder + "/part.csv", "w").write("half")
flow.artifact("part.csv")
raise ValueError("half-way")
`,
      );
      // when
      const second = await story.run(
        way,
        'import os\noutputs["left"] = [name for folder in ("/job", "/tmp", "/dev/shm") for name in os.listdir(folder)]',
      );
      // then
      expect(first.end).toMatchObject({ kind: 'script-error' });
      expect([...first.artifacts.keys()]).toEqual(['part.csv']);
      expect(second.artifacts.size).toBe(0);
      expect(outputsOf(second)).toEqual({ left: [] });
    },
  );

  it.each(PYTHON)(
    'should hurt only itself by changing its runtime ($environment)',
    async way => {
      // given
      const spoiled = await story.run(
        way,
        'import json, os, builtins\njson.dumps = json.loads = None\nbuiltins.len = None\nos.write = os.read = None\noutputs["y"] = 1',
      );
      // then
      expect(['result', 'error']).toContain(spoiled.end.type);
      const { end } = await story.run(way, 'outputs["y"] = 1');
      expect(end).toMatchObject({ type: 'result', outputs: { y: 1 } });
    },
  );
});
