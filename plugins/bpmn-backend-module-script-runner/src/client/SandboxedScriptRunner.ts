import {
  resolvePackagePath,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import type {
  ScriptEnvironment,
  ScriptLimits,
  ScriptRun,
  ScriptRunner,
  ScriptRunnerHealth,
  ScriptTask,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { RunnerConfig } from '../config/readRunnerConfig';
import type { RunRequest } from '../protocol/settings';
import { platformProblem } from '../sandbox/platformProblem';
import { RemoteRun } from './RemoteRun';
import {
  noSupervisor,
  SupervisorProcess,
  type SupervisorHandle,
  type Surroundings,
} from './SupervisorProcess';

/** What runs inside of sandboxes. */
const RUNTIME = resolvePackagePath(
  '@bpmn-pipelines/backstage-plugin-bpmn-backend-module-script-runner',
  'runtime',
);

/** Also looked for by those who start the demo portal. */
const NOT_RUN = 'Python and R script tasks are not run';

const UNSAFE =
  'Scripts run without a sandbox (bpmn.scripts.mode: unsafe-process): whoever may write a process can read and change what this portal can. Never in production';

/** Runs scripts in sandboxes that a supervisor makes. */
export class SandboxedScriptRunner implements ScriptRunner {
  readonly environments: readonly ScriptEnvironment[];
  private readonly supervisor: SupervisorHandle;
  private readonly runs = new Set<RemoteRun>();

  /** @param surroundings - what its processes have that this one has not */
  constructor(
    private readonly config: RunnerConfig,
    logger: LoggerService,
    surroundings?: Surroundings,
  ) {
    this.environments = config.environments;
    const { isIsolated } = config;
    const problem = isIsolated ? platformProblem() : undefined;
    this.supervisor =
      problem === undefined
        ? this.begin(logger, surroundings)
        : noSupervisor(problem);
    this.tell(logger);
  }

  submit(task: ScriptTask): ScriptRun {
    const run = new RemoteRun(
      { request: this.requestOf(task), files: task.files ?? [] },
      () => this.place(),
    );
    this.runs.add(run);
    run.ended.then(() => this.runs.delete(run));
    return run;
  }

  async health(): Promise<ScriptRunnerHealth> {
    const { isIsolated } = this.config;
    const running = [...this.runs].filter(({ hasBegun }) => hasBegun).length;
    const counts = { running, queued: this.runs.size - running };
    try {
      const { unavailable, notes, missing } = await this.supervisor.ready;
      return {
        isReady: unavailable === undefined,
        isIsolated,
        notes: [
          ...(unavailable === undefined ? [] : [unavailable]),
          ...(isIsolated ? [] : [UNSAFE]),
          ...notes,
        ],
        missing,
        ...counts,
      };
    } catch (error) {
      const notes = [(error as Error).message];
      return { isReady: false, isIsolated, notes, ...counts };
    }
  }

  /** Process of the supervisor; undefined: it is not running. */
  get supervisorPid(): number | undefined {
    return this.supervisor.pid;
  }

  /** Ends the supervisor, and with it whatever runs. */
  stop(): Promise<void> {
    return this.supervisor.stop();
  }

  private begin(
    logger: LoggerService,
    surroundings?: Surroundings,
  ): SupervisorHandle {
    const { isIsolated, concurrency, concurrencyOf } = this.config;
    const { uid, gid, environments } = this.config;
    return new SupervisorProcess(
      {
        runtime: RUNTIME,
        isIsolated,
        concurrency,
        concurrencyOf,
        uid,
        gid,
        environments: environments.map(
          ({ name, language, mode, interpreter, paths, preload }) => ({
            ...{ name, language, mode },
            ...{ interpreter, paths, preload },
          }),
        ),
      },
      logger,
      surroundings,
    );
  }

  /** Those who run the portal are told at once what they could not see before the first script. */
  private tell(logger: LoggerService): void {
    if (!this.config.isIsolated) {
      logger.warn(UNSAFE);
    }
    this.supervisor.ready.then(
      ({ unavailable, notes }) => {
        if (unavailable !== undefined) {
          logger.warn(`${NOT_RUN}: ${unavailable}`);
        }
        notes.forEach(note => logger.info(note));
      },
      // Whoever begins it again has said so.
      () => {},
    );
  }

  private async place(): Promise<string> {
    const { socket, unavailable } = await this.supervisor.ready;
    if (unavailable !== undefined) {
      throw new Error(unavailable);
    }
    return socket;
  }

  private requestOf(task: ScriptTask): RunRequest {
    const { environments, secrets } = this.config;
    const { id, owner, name, code, inputs, outputs, about = {} } = task;
    const { language } = task;
    const environment = environments.find(one =>
      task.environment === undefined
        ? one.language === task.language && one.isDefault
        : one.name === task.environment,
    );
    return {
      ...{ id, language, owner, name, code, inputs, about },
      environment: environment?.name ?? task.environment ?? task.language,
      outputs: outputs ?? null,
      secrets: Object.fromEntries(
        secrets
          .filter(({ owners }) => owners.includes(owner))
          .map(secret => [secret.name, secret.value]),
      ),
      files: (task.files ?? []).map(({ reference }) => ({
        key: reference.$file,
        name: reference.name,
        size: reference.size,
        reference,
      })),
      limits: environment
        ? limitsOf(task.limits ?? {}, {
            ...environment,
            ceilings: this.config.teams.get(owner) ?? environment.ceilings,
          })
        : { timeout: 1, cpu: 1, memory: 1 },
      network: (environment?.grants ?? [])
        .filter(({ owners }) => owners.includes(owner))
        .flatMap(({ rules }) => rules),
    };
  }
}

/** What is asked for, at most what there can be. */
function limitsOf(
  wanted: Partial<ScriptLimits>,
  { limits, ceilings }: Pick<ScriptEnvironment, 'limits' | 'ceilings'>,
): ScriptLimits {
  const of = (name: keyof ScriptLimits) =>
    Math.min(wanted[name] ?? limits[name], ceilings[name]);
  return { timeout: of('timeout'), cpu: of('cpu'), memory: of('memory') };
}
