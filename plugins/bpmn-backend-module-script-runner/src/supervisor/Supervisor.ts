import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import type {
  EnvironmentSettings,
  SupervisorSettings,
} from '../protocol/settings';
import type { RunFolder } from '../sandbox/runFolder';
import type { BodyMaker } from './Body';
import { Channels } from './Channels';
import { FairQueue } from './FairQueue';
import type { ZygoteOptions } from './Nest';
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
  /** Whether there is a library for what runtimes cannot do by themselves. */
  readonly isNative: boolean;
  /** Why nothing can be run; absent: it can. */
  readonly unavailable?: string;
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
  private readonly makers: ReadonlyMap<string, BodyMaker>;
  private readonly server: Server;

  constructor(private readonly options: SupervisorOptions) {
    const { settings, unavailable } = options;
    this.makers = new Map(
      settings.environments.map(environment => [
        environment.name,
        this.makerOf(environment),
      ]),
    );
    const queue = new FairQueue(settings.concurrency);
    const means = { queue, makers: this.makers, unavailable };
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
    this.makers.forEach(maker => maker.stop());
  }

  private makerOf(environment: EnvironmentSettings): BodyMaker {
    const { folder, settings, isNative } = this.options;
    const { interpreter, language, mode } = environment;
    const { isIsolated } = settings;
    const root = isIsolated ? '/runner' : folder.runtime;
    const command = COMMANDS[language](interpreter, root);
    // Python can do by itself what R needs the library for.
    const isPlain = language === 'r' && !isNative;
    if (!isIsolated) {
      return isPlain
        ? new UnsafeProcess([...command, 'plain'], folder.path)
        : new UnsafeProcess([...command, 'direct']);
    }
    const options = this.optionsOf(environment);
    if (isPlain) {
      const plain = new PlainSandbox({
        ...{ ...options, command: [...command, 'plain'] },
        folder: folder.path,
      });
      return mode === 'zygote' ? new Spare(plain) : plain;
    }
    const zygote = { ...options, command: [...command, 'zygote'] };
    return mode === 'zygote'
      ? new Spare(new Zygote(zygote))
      : new SingleUse(zygote);
  }

  private optionsOf({
    name,
    paths,
    preload,
  }: EnvironmentSettings): Omit<ZygoteOptions, 'command'> {
    const { folder, say } = this.options;
    return {
      channels: this.channels,
      channelFolder: folder.channels,
      runtime: folder.runtime,
      ...{ paths, preload },
      say: text => say(`${name}: ${text}`),
    };
  }
}
