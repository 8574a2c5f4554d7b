import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Body, BodyEnd } from './Body';
import { Cgroups, findCgroups, type Hierarchy } from './Cgroups';

const MIB = 1 << 20;
const LIMITS = { timeout: 1000, cpu: 1000, memory: 128 * MIB };

/** A folder that stands for the hierarchy: it has what the kernel would fill it with. */
const HIERARCHY: Hierarchy = {
  make(folder) {
    mkdirSync(folder);
    for (const name of [
      ...['memory.max', 'memory.oom.group', 'memory.swap.max', 'pids.max'],
      ...['cgroup.kill', 'cgroup.procs', 'memory.events'],
    ]) {
      writeFileSync(join(folder, name), '');
    }
  },
  remove: folder => rmSync(folder, { recursive: true }),
};

describe('Cgroups', () => {
  let base: string;

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'stands-for-cgroups-'));
  });

  afterEach(() => rmSync(base, { recursive: true, force: true }));

  const read = (name: string) =>
    readFileSync(join(base, `bpmn-script-${process.pid}-1`, name), 'utf8');

  /** A run that lasts until it is ended. */
  function run(pid: number | undefined = process.pid) {
    let end!: (how: BodyEnd) => void;
    const ended = new Promise<BodyEnd>(resolve => {
      end = resolve;
    });
    const stream = new PassThrough();
    const body: Body = {
      ...{ channel: stream, out: stream, err: stream, ended },
      pid: () => pid,
      kill: () => end({}),
    };
    return { body, end };
  }

  it('should hold a run to what it may take, with what fits into its folders', async () => {
    // given
    const { body, end } = run();
    // when
    const confined = await new Cgroups(base, HIERARCHY).confine(body, LIMITS);
    // then
    expect(Number(read('memory.max'))).toBe((128 + 512 + 256 + 64) * MIB);
    expect(read('memory.swap.max')).toBe('0');
    expect(read('memory.oom.group')).toBe('1');
    expect(read('pids.max')).toBe('66');
    expect(read('cgroup.procs')).not.toBe('');
    // when
    end({ code: 0 });
    // then
    expect(await confined.ended).toEqual({ code: 0 });
    expect(existsSync(join(base, `bpmn-script-${process.pid}-1`))).toBe(false);
  });

  it('should end all of it at once', async () => {
    // given
    let killed = '';
    const { body } = run();
    const cgroups = new Cgroups(base, {
      ...HIERARCHY,
      remove: folder => {
        killed = read('cgroup.kill');
        HIERARCHY.remove(folder);
      },
    });
    const confined = await cgroups.confine(body, LIMITS);
    // when
    confined.kill();
    // then
    expect(await confined.ended).toEqual({});
    expect(killed).toBe('1');
  });

  it('should say that the kernel has ended it for its memory', async () => {
    // given
    const { body, end } = run();
    const confined = await new Cgroups(base, HIERARCHY).confine(body, LIMITS);
    writeFileSync(
      join(base, `bpmn-script-${process.pid}-1`, 'memory.events'),
      'max 3\noom 1\noom_kill 2\noom_group_kill 1\n',
    );
    // when
    end({ signal: 9 });
    // then
    expect(await confined.ended).toEqual({ signal: 9, isOutOfMemory: true });
  });

  it('should run nothing that it cannot hold', async () => {
    // given
    const { body } = run();
    const refuse = () => {
      throw new Error('EAGAIN: too many groups');
    };
    const cgroups = new Cgroups(base, { ...HIERARCHY, make: refuse });
    // then
    await expect(cgroups.confine(body, LIMITS)).rejects.toThrow(
      'Expected a group of processes (cgroup) for the script, but EAGAIN',
    );
    expect(await body.ended).toEqual({});
  });

  it('should take away what others have left that are gone', () => {
    // given
    mkdirSync(join(base, 'bpmn-script-999999999-1'));
    mkdirSync(join(base, `bpmn-script-${process.pid}-7`));
    mkdirSync(join(base, 'somebody-else'));
    // when
    expect(new Cgroups(base, HIERARCHY).isUsable()).toBe(true);
    // then
    expect(existsSync(join(base, 'bpmn-script-999999999-1'))).toBe(false);
    expect(existsSync(join(base, `bpmn-script-${process.pid}-7`))).toBe(true);
    expect(existsSync(join(base, 'somebody-else'))).toBe(true);
  });
});

describe('findCgroups', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stands-for-cgroups-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A process in /portal/own of a hierarchy. */
  function processIn(
    controllers: string,
    mountRoot = '/',
    path = '/portal/own',
  ): string {
    const proc = join(folder, 'proc');
    mkdirSync(proc);
    mkdirSync(join(folder, 'cgroup/portal/own'), { recursive: true });
    for (const group of ['cgroup/portal', 'cgroup/portal/own']) {
      writeFileSync(join(folder, group, 'cgroup.procs'), '');
    }
    writeFileSync(
      join(folder, 'cgroup/portal/cgroup.controllers'),
      `${controllers}\n`,
    );
    writeFileSync(
      join(proc, 'mountinfo'),
      `30 23 0:26 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n31 23 0:27 ${mountRoot} ${folder}/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw\n`,
    );
    writeFileSync(join(proc, 'cgroup'), `4:memory:/x\n0::${path}\n`);
    return proc;
  }

  it('should find groups in the one around its own, where that has memory and pids', () => {
    const proc = processIn('cpu memory pids');
    expect(findCgroups(proc, HIERARCHY)).toBeDefined();
    const control = join(folder, 'cgroup/portal/cgroup.subtree_control');
    expect(readFileSync(control, 'utf8')).toBe('+memory +pids');
  });

  it('should find none without a way to hold memory', () => {
    expect(findCgroups(processIn('hugetlb'), HIERARCHY)).toBeUndefined();
  });

  it('should find none in another part of the hierarchy', () => {
    const proc = processIn('memory pids', '/docker/abc', '/elsewhere');
    expect(findCgroups(proc, HIERARCHY)).toBeUndefined();
  });

  it('should find none where the kernel cannot end groups', () => {
    const old = { ...HIERARCHY, make: (path: string) => mkdirSync(path) };
    const proc = processIn('memory pids');
    expect(findCgroups(proc, old as Hierarchy)).toBeUndefined();
  });

  it('should find none where there is no hierarchy', () => {
    expect(findCgroups(folder, HIERARCHY)).toBeUndefined();
  });
});
