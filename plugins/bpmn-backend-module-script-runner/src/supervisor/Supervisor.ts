import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import type {
  EnvironmentSettings,
  SupervisorSettings,
} from '../protocol/settings';
import type { RunFolder } from '../sandbox/runFolder';
import type { BodyMaker, BodyMakers } from './Body';
import type { Cgroups } from './Cgroups';
import { Channels } from './Channels';
import { FairQueue } from './FairQueue';
import type { InterpreterOptions, ZygoteOptions } from './Nest';
import { PlainSandbox } from './PlainSandbox';
import { RunConnection } from './RunConnection';
import { SingleUse } from './SingleUse';
import { Spare } from './Spare';
import { UnsafeProcess } from './UnsafeProcess';
import { Zygote } from './Zygote';

/** What a supervisor works with. */
export interface SupervisorOptions {
  readonly settings: SupervisorSettings;
  readonly folder: RunFolder;
  /** Why nothing can be run; absent: it can. */
  readonly unavailable?: string;
  /** Where the kernel holds runs to what they may take together; absent: it does not. */
  readonly cgroups?: Cgroups;
  /** Why there is no native library; absent: there is. */
  readonly withoutNative?: string;
  /** For those who run the portal. */
  readonly say: (text: string) => void;
}

/** How an interpreter is begun: with nothing of the user, the machine or the folder it is in. */
const COMMANDS: Readonly<
  Record<
    EnvironmentSettings['language'],
    (interpreter: string, root: string) => readonly string[]
  >
> = {
  python: (interpreter, root) => [
    interpreter,
    ...['-I', '-B', `${root}/python/main.py`],
  ],
  r: (interpreter, root) => [interpreter, '--vanilla', `${root}/r/main.R`],
};

/** Runs scripts for whoever connects to its socket. */
export class Supervisor {
  private readonly channels = new Channels();
  private readonly makers: ReadonlyMap<string, BodyMakers>;
  private readonly server: Server;

  constructor(private readonly options: SupervisorOptions) {
    const { settings, unavailable, cgroups } = options;
    this.makers = new Map(
      settings.environments.map(environment => [
        environment.name,
        this.makersOf(environment),
      ]),
    );
    const queue = new FairQueue(settings.concurrency, settings.concurrencyOf);
    const means = { queue, makers: this.makers, unavailable, cgroups };
    this.server = createServer(socket => new RunConnection(socket, means));
  }

  /** Listens; gives the path of its socket. */
  async begin(): Promise<string> {
    const { folder } = this.options;
    await this.channels.listen(join(folder.channels, 'socket'));
    const path = join(folder.path, 'socket');
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(path, resolve);
    });
    return path;
  }

  /** Ends whatever runs. */
  stop(): void {
    this.server.close();
    this.channels.close();
    this.makers.forEach(({ apart, connected }) => {
      apart.stop();
      connected.stop();
    });
  }

  private makersOf(environment: EnvironmentSettings): BodyMakers {
    const { settings, withoutNative } = this.options;
    if (!settings.isIsolated) {
      // What is not kept apart has the network of the portal.
      const unsafe = this.unsafeOf(environment);
      return { apart: unsafe, connected: unsafe };
    }
    return {
      apart: this.isPlain(environment)
        ? this.plainOf(environment)
        : this.makerOf(environment, false),
      connected:
        withoutNative === undefined
          ? this.makerOf(environment, true)
          : noMaker(withoutNative),
    };
  }

  /** Python can do by itself what R needs the library for. */
  private isPlain({ language }: EnvironmentSettings): boolean {
    return language === 'r' && this.options.withoutNative !== undefined;
  }

  private unsafeOf(environment: EnvironmentSettings): BodyMaker {
    const { path, runtime } = this.options.folder;
    const { interpreter, language } = environment;
    const command = COMMANDS[language](interpreter, runtime);
    return this.isPlain(environment)
      ? new UnsafeProcess([...command, 'plain'], path)
      : new UnsafeProcess([...command, 'direct']);
  }

  private plainOf(environment: EnvironmentSettings): BodyMaker {
    const plain = new PlainSandbox({
      ...this.optionsOf(environment, 'plain'),
      folder: this.options.folder.path,
    });
    return environment.mode === 'zygote' ? new Spare(plain) : plain;
  }

  private makerOf(
    environment: EnvironmentSettings,
    hasNetwork: boolean,
  ): BodyMaker {
    const { folder } = this.options;
    const options: ZygoteOptions = {
      ...this.optionsOf(environment, hasNetwork ? 'zygote-network' : 'zygote'),
      channels: this.channels,
      channelFolder: folder.channels,
      hasNetwork,
    };
    return environment.mode === 'zygote'
      ? new Spare(new Zygote(options))
      : new SingleUse(options);
  }

  private optionsOf(
    { name, interpreter, language, paths, preload }: EnvironmentSettings,
    how: 'zygote' | 'zygote-network' | 'plain',
  ): InterpreterOptions {
    const { folder, say } = this.options;
    return {
      runtime: folder.runtime,
      ...{ paths, preload },
      command: [...COMMANDS[language](interpreter, '/runner'), how],
      say: text => say(`${name}: ${text}`),
    };
  }
}

/** Of what cannot be had. */
function noMaker(why: string): BodyMaker {
  return {
    make: async () => {
      throw new Error(
        `${why}: a script that may reach hosts cannot do without. Install one, such as gcc`,
      );
    },
    stop: () => {},
  };
}
