import {
  chmodSync,
  chownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Surroundings } from '../client/SupervisorProcess';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { JsonObject as ConfigObject } from '@backstage/types';
import type {
  ScriptEnd,
  ScriptEvent,
  ScriptTask,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { SandboxedScriptRunner } from '../client/SandboxedScriptRunner';
import { readRunnerConfig } from '../config/readRunnerConfig';

/** A way in which a script gets its process, and what it is written in. */
export interface Way {
  readonly environment: string;
  readonly language: 'python' | 'r';
}

export const PYTHON: readonly Way[] = [
  { environment: 'base-python', language: 'python' },
  { environment: 'fresh-python', language: 'python' },
];
export const R: readonly Way[] = [
  { environment: 'base-r', language: 'r' },
  { environment: 'fresh-r', language: 'r' },
];
export const ALL: readonly Way[] = [...PYTHON, ...R];

/** What a script has said, from its begin to its end. */
export interface Told {
  readonly events: readonly ScriptEvent[];
  readonly end: ScriptEnd;
  /** Texts of its log. */
  readonly log: readonly string[];
  /** Bytes of its artifacts, by name. */
  readonly artifacts: ReadonlyMap<string, Buffer>;
}

/** Without a compiler, whoever runs it makes sandboxes in other ways. */
export const WITHOUT_COMPILER = 'somebody without a compiler';

/** Whom the runner can belong to: root gives its rights up, others have none. Who is not root can only be himself. */
export const USERS = [
  ...(process.getuid!() === 0 ? ['root'] : []),
  'somebody',
  WITHOUT_COMPILER,
];

const SOMEBODY = 54_321;

/** Another user than root, if this is root. */
function ownerOf(user: string): Surroundings {
  if (user === 'root' || process.getuid!() !== 0) {
    return {};
  }
  const home = mkdtempSync(join(tmpdir(), 'home-of-somebody-'));
  chownSync(home, SOMEBODY, SOMEBODY);
  return { uid: SOMEBODY, gid: SOMEBODY, home };
}

/** A folder in which there are these programs of the system and no others. */
export function pathWith(...programs: readonly string[]): string {
  const path = mkdtempSync(join(tmpdir(), 'programs-'));
  chmodSync(path, 0o755);
  programs.forEach(name => symlinkSync(`/usr/bin/${name}`, join(path, name)));
  return path;
}

/** What the supervisor is given, and what of it is to be removed. */
function surroundingsOf(user: string): {
  readonly surroundings: Surroundings;
  readonly folders: readonly string[];
} {
  const owner = ownerOf(user);
  const path =
    user === WITHOUT_COMPILER
      ? pathWith('bwrap', 'mkfifo', 'prlimit', 'rm', 'uname')
      : undefined;
  return {
    surroundings: { ...owner, path },
    folders: [owner.home, path].filter(one => one !== undefined),
  };
}

const ENVIRONMENTS: ConfigObject = {
  'fresh-python': { language: 'python', mode: 'fresh' },
  'fresh-r': { language: 'r', mode: 'fresh' },
};

const nothing = () => {};
const silent: LoggerService = {
  ...{ error: nothing, warn: nothing, info: nothing, debug: nothing },
  child: () => silent,
};

const OWNER = 'group:default/analysts';

let count = 0;

/** A runner for the tests of a file, begun before the first and ended after the last. */
export class RunnerStory {
  runner!: SandboxedScriptRunner;

  constructor(
    private readonly scripts: ConfigObject | (() => ConfigObject) = {},
    private readonly user: string = USERS[0],
  ) {
    const { surroundings, folders } = surroundingsOf(this.user);
    beforeAll(async () => {
      const { environments = {}, ...rest } =
        typeof this.scripts === 'function' ? this.scripts() : this.scripts;
      const all = { ...ENVIRONMENTS, ...(environments as ConfigObject) };
      this.runner = new SandboxedScriptRunner(
        readRunnerConfig(
          new ConfigReader({
            bpmn: { scripts: { ...rest, environments: all } },
          }),
        ),
        silent,
        surroundings,
      );
      await this.runner.health();
    });
    afterAll(async () => {
      await this.runner.stop();
      folders.forEach(one => rmSync(one, { recursive: true, force: true }));
    });
  }

  /** A task as a host would make it. */
  task(
    { environment, language }: Way,
    code: string,
    more: Partial<ScriptTask> = {},
  ): ScriptTask {
    count++;
    return {
      ...{ id: `run-${count}`, language, environment, owner: OWNER },
      ...{ name: 'score', code, inputs: {}, ...more },
    };
  }

  /** Runs a script to its end. */
  async run(
    way: Way,
    code: string,
    more: Partial<ScriptTask> = {},
  ): Promise<Told> {
    return told(this.runner.submit(this.task(way, code, more)).events);
  }
}

/** Goes through events to the last. */
export async function told(stream: AsyncIterable<ScriptEvent>): Promise<Told> {
  const events: ScriptEvent[] = [];
  const artifacts = new Map<string, Buffer>();
  for await (const event of stream) {
    events.push(event);
    if (event.type === 'artifact') {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of event.content) {
          chunks.push(chunk);
        }
      } catch {
        continue;
      }
      artifacts.set(event.name, Buffer.concat(chunks));
    }
  }
  return {
    events,
    artifacts,
    end: events[events.length - 1] as ScriptEnd,
    log: events.flatMap(event => (event.type === 'log' ? [event.text] : [])),
  };
}

/** Command lines of processes that hold a text, of this machine. */
export function processesWith(text: string): readonly string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
        return line.includes(text) ? [line.replaceAll('\0', ' ')] : [];
      } catch {
        return [];
      }
    });
}
