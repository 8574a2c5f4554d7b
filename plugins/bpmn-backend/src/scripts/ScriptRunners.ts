import type {
  BpmnScriptRunnersExtensionPoint,
  ScriptEnvironment,
  ScriptRunner,
  ScriptRunnerHealth,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type {
  ScriptEnvironmentInfo,
  ScriptRunnerStatus,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** Where a script is run. */
export interface ScriptHome {
  readonly runner: ScriptRunner;
  readonly environment: ScriptEnvironment;
}

/** Milliseconds that a runner has to say how it is. */
const PATIENCE = 1000;

/** The runners of scripts that modules have brought. */
export class ScriptRunners implements BpmnScriptRunnersExtensionPoint {
  private readonly homes = new Map<string, ScriptHome>();
  private readonly defaults = new Map<string, ScriptHome>();
  private readonly runners: ScriptRunner[] = [];

  addScriptRunner(runner: ScriptRunner): void {
    const homes = runner.environments.map(environment => ({
      runner,
      environment,
    }));
    // What is refused leaves nothing.
    const [names, defaults] = [new Map(this.homes), new Map(this.defaults)];
    for (const home of homes) {
      const { name, language, isDefault } = home.environment;
      if (names.has(name)) {
        throw new Error(
          `Expected one environment of scripts named ${name}, but there are two. Rename one of them, or remove one of the modules that bring them`,
        );
      }
      names.set(name, home);
      const other = defaults.get(language);
      if (isDefault && other) {
        throw new Error(
          `Expected one default environment of ${language}, but there are two: ${other.environment.name} and ${name}. Let one of them be the default`,
        );
      }
      if (isDefault) {
        defaults.set(language, home);
      }
    }
    homes.forEach(home => this.homes.set(home.environment.name, home));
    defaults.forEach((home, language) => this.defaults.set(language, home));
    this.runners.push(runner);
  }

  /** All environments, by language and name. */
  list(): readonly ScriptEnvironment[] {
    const order = ({ language, name }: ScriptEnvironment) =>
      `${language} ${name}`;
    return Array.from(
      this.homes.values(),
      ({ environment }) => environment,
    ).sort((a, b) => (order(a) < order(b) ? -1 : 1));
  }

  /** All environments, by language and name, with whether scripts run there just now. */
  async describe(): Promise<readonly ScriptEnvironmentInfo[]> {
    const health = new Map(
      await Promise.all(
        this.runners.map(
          async runner => [runner, await healthOf(runner)] as const,
        ),
      ),
    );
    return this.list().map(environment => {
      const { runner } = this.homes.get(environment.name)!;
      return described(environment, health.get(runner)!);
    });
  }

  /** Languages that somebody runs. */
  languages(): readonly string[] {
    return Array.from(new Set(this.list().map(({ language }) => language)));
  }

  /** Where a script is run that names an environment or none; a text: why there is no such place. */
  find(language: string, name: string | undefined): ScriptHome | string {
    const home =
      name === undefined ? this.defaults.get(language) : this.homes.get(name);
    if (home?.environment.language === language) {
      return home;
    }
    const known = this.list()
      .filter(environment => environment.language === language)
      .map(environment => environment.name);
    const way =
      known.length > 0
        ? `Name one of ${known.join(', ')}`
        : `Let somebody who runs the portal add a runner of ${language}`;
    if (name === undefined) {
      return `Expected a default environment of ${language}, but there is none. ${way}`;
    }
    return home
      ? `Expected environment ${name} to be one of ${language}, but it is one of ${home.environment.language}. ${way}`
      : `Expected environment ${name} to be configured, but it is not. ${way}`;
  }

  /** How each runner is. */
  health(): Promise<readonly ScriptRunnerStatus[]> {
    return Promise.all(this.runners.map(statusOf));
  }
}

/** What people are told of an environment; how it comes about is the affair of its runner. */
function described(
  environment: ScriptEnvironment,
  { isReady, missing: all = {} }: ScriptRunnerHealth,
): ScriptEnvironmentInfo {
  const { name, language, isDefault, description, preload } = environment;
  const { limits, ceilings, network } = environment;
  const missing = all[name] ?? [];
  return {
    ...{ name, language, isDefault, description, preload },
    ...{ limits, ceilings, network, missing },
    isReady: isReady && missing.length === 0,
  };
}

async function statusOf(runner: ScriptRunner): Promise<ScriptRunnerStatus> {
  const health = await healthOf(runner);
  const { isReady, isIsolated, notes, running, queued } = health;
  const languages = languagesOf(runner);
  return { languages, isReady, isIsolated, notes, running, queued };
}

function languagesOf({ environments }: ScriptRunner): readonly string[] {
  return Array.from(new Set(environments.map(({ language }) => language)));
}

/** What a runner says of itself; one that says nothing is not ready. */
async function healthOf(runner: ScriptRunner): Promise<ScriptRunnerHealth> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`it has said nothing for ${PATIENCE} ms`)),
      PATIENCE,
    );
  });
  try {
    return await Promise.race([runner.health(), silence]);
  } catch (error) {
    const note = `Expected the runner of ${languagesOf(runner).join(
      ', ',
    )} to say how it is, but: ${(error as Error).message}`;
    const unknown = { isReady: false, isIsolated: false };
    return { ...unknown, notes: [note], running: 0, queued: 0 };
  } finally {
    clearTimeout(timer);
  }
}
