import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ScriptLimits } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { FOLDERS, processLimits } from '../sandbox/limits';
import { isAlive } from '../sandbox/runFolder';
import type { Body, BodyEnd } from './Body';
import { discard } from './discard';
import { treeOf } from './processTree';

const PREFIX = 'bpmn-script-';
const CONTROLLERS = ['memory', 'pids'];

/** What a group has to have, which older kernels have not. */
const NEEDED = ['memory.max', 'memory.oom.group', 'pids.max', 'cgroup.kill'];

/** What can be written in a sandbox is memory: it may be full, besides what the script itself may have. */
const FOLDERS_SIZE = Object.values(FOLDERS).reduce((sum, size) => sum + size);

/** Processes of a run that are not the script's: the first of its namespaces, and the way out. */
const OURS = 2;

/** Tries to see a process, or to take a group away, and milliseconds between two of them. */
const MOST_TRIES = 100;
const RETRY = 5;

/** How groups come and go, which are folders that the kernel fills. */
export interface Hierarchy {
  make(folder: string): void;
  /** Refused while there is a process in it. */
  remove(folder: string): void;
}

const KERNEL: Hierarchy = { make: mkdirSync, remove: rmdirSync };

/**
 * Groups of processes (cgroup v2), one for each run: the kernel holds all that a script begins to what it may take together, however fast it takes
 * it, and ends all of it at once.
 */
export class Cgroups {
  private count = 0;

  /** @param base - folder of the group that they are made in */
  constructor(
    private readonly base: string,
    private readonly hierarchy: Hierarchy = KERNEL,
  ) {
    this.removeLeftOvers();
  }

  /** Puts a run that has not begun into a group of its own, which lasts until nothing of the run is left. */
  async confine(body: Body, limits: ScriptLimits): Promise<Body> {
    const { memory, processes } = processLimits(limits);
    const folder = join(this.base, this.nextName());
    try {
      this.hierarchy.make(folder);
      put(folder, 'memory.max', memory + FOLDERS_SIZE);
      put(folder, 'memory.oom.group', 1);
      put(folder, 'pids.max', processes + OURS);
      if (existsSync(join(folder, 'memory.swap.max'))) {
        put(folder, 'memory.swap.max', 0);
      }
      moveInto(folder, await pidOf(body));
    } catch (error) {
      await discard(body);
      await this.discard(folder);
      throw new Error(
        `Expected a group of processes (cgroup) for the script, but ${
          (error as Error).message
        }`,
      );
    }
    return {
      ...body,
      kill: () => {
        tryTo(() => put(folder, 'cgroup.kill', 1));
        body.kill();
      },
      ended: body.ended.then(end => this.end(folder, end)),
    };
  }

  /** Whether a group can be made, and has what is needed. */
  isUsable(): boolean {
    const folder = join(this.base, this.nextName());
    return tryTo(() => {
      this.hierarchy.make(folder);
      const isFine = NEEDED.every(name => existsSync(join(folder, name)));
      this.hierarchy.remove(folder);
      return isFine;
    });
  }

  private nextName(): string {
    this.count++;
    return `${PREFIX}${process.pid}-${this.count}`;
  }

  private async end(folder: string, end: BodyEnd): Promise<BodyEnd> {
    const [, kills = '0'] =
      /^oom_kill (\d+)$/m.exec(read(folder, 'memory.events')) ?? [];
    tryTo(() => put(folder, 'cgroup.kill', 1));
    await this.discard(folder);
    return Number(kills) > 0 ? { ...end, isOutOfMemory: true } : end;
  }

  /** Whoever has been killed may not have gone yet. */
  private async discard(folder: string): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES && existsSync(folder); tries++) {
      if (tryTo(() => this.hierarchy.remove(folder))) {
        return;
      }
      await sleep(RETRY);
    }
  }

  /** What supervisors have left that were ended before they could take it away. */
  private removeLeftOvers(): void {
    for (const name of readdirSync(this.base)) {
      const [, pid] = /^bpmn-script-(\d+)-\d+$/.exec(name) ?? [];
      if (pid && !isAlive(Number(pid))) {
        tryTo(() => this.hierarchy.remove(join(this.base, name)));
      }
    }
  }
}

/** Groups in the part of the hierarchy that this process is in, if that is delegated to its user; undefined: it is not. */
export function findCgroups(
  proc = '/proc/self',
  hierarchy: Hierarchy = KERNEL,
): Cgroups | undefined {
  const own = ownGroup(read(proc, 'mountinfo'), read(proc, 'cgroup'));
  // Where processes are in a group there are no limits for groups in it, but for the root of all: then the one around it may be delegated.
  const base = own && [own, dirname(own)].find(isDelegated);
  const found = base ? new Cgroups(base, hierarchy) : undefined;
  return found?.isUsable() ? found : undefined;
}

/** Folder of the group that a process is in. */
function ownGroup(mounts: string, groups: string): string | undefined {
  const [, root, point] =
    /^\d+ \d+ \S+ (\S+) (\S+) .* - cgroup2 /m.exec(mounts) ?? [];
  const [, path] = /^0::(.*)$/m.exec(groups) ?? [];
  const inside = root && path ? relative(root, path) : '..';
  return inside.startsWith('..') ? undefined : join(point, inside);
}

/** Whether the user may make groups in a group, with limits, and move processes between it and them. */
function isDelegated(base: string): boolean {
  const has = read(base, 'cgroup.controllers').trim().split(' ');
  return (
    CONTROLLERS.every(name => has.includes(name)) &&
    tryTo(() => {
      accessSync(base, constants.W_OK);
      accessSync(join(base, 'cgroup.procs'), constants.W_OK);
      const wanted = CONTROLLERS.map(name => `+${name}`).join(' ');
      put(base, 'cgroup.subtree_control', wanted);
    })
  );
}

/** What comes of a process that is in a group is in it too: so the first is moved before one looks for others. */
function moveInto(folder: string, pid: number): void {
  put(folder, 'cgroup.procs', pid);
  const [, ...others] = treeOf(pid);
  for (const other of others) {
    if (!tryTo(() => put(folder, 'cgroup.procs', other)) && isAlive(other)) {
      throw new Error(`process ${other} cannot be moved into it`);
    }
  }
}

async function pidOf(body: Body): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const pid = body.pid();
    if (pid !== undefined) {
      return pid;
    }
    await sleep(RETRY);
  }
  throw new Error('its process is not to be found');
}

function put(folder: string, name: string, value: number | string): void {
  writeFileSync(join(folder, name), String(value));
}

function read(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'latin1');
  } catch {
    return '';
  }
}

/** Whether something can be done: `false` is what it says itself, or that it cannot. */
function tryTo(act: () => boolean | void): boolean {
  try {
    return act() !== false;
  } catch {
    return false;
  }
}
