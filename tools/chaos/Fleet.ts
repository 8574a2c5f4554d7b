import { Backend, type Outcome } from './backend/Backend';
import type { BackendKind, BackendSettings, Request } from './backend/protocol';
import type { Dice } from './Dice';

/** How long a back end may take to bring what it does to an end, in milliseconds: the grace that jobs have, and what comes after it. */
const PATIENCE = 40_000;

/** The back-end processes of a trial. */
export class Fleet {
  readonly backends: readonly Backend[];
  kills = 0;
  stops = 0;
  /** Back ends that did not end when they were told to. */
  readonly stubborn: string[] = [];

  constructor(
    settings: Omit<BackendSettings, 'name' | 'kind'>,
    private readonly options: {
      /** One for each back end. */
      readonly kinds: readonly BackendKind[];
      readonly dice: Dice;
    },
  ) {
    this.backends = options.kinds.map(
      (kind, index) =>
        new Backend({ ...settings, kind, name: `${kind} ${index + 1}` }),
    );
  }

  async start(): Promise<void> {
    await Promise.all(this.backends.map(one => one.start()));
  }

  /** Asks one of those that answer. */
  ask(request: Request): Promise<Outcome> {
    const { listening } = this;
    return listening.length > 0
      ? this.options.dice.pick(listening).ask(request)
      : Promise.resolve({ fate: 'unknown' });
  }

  /** Those that answer. */
  get listening(): readonly Backend[] {
    return this.backends.filter(({ isListening }) => isListening);
  }

  /** Kills one, and starts it again. */
  async replace(backend: Backend): Promise<void> {
    await backend.kill();
    this.kills++;
    await backend.start();
  }

  /** Kills all at once. */
  async killAll(): Promise<void> {
    await Promise.all(this.backends.map(one => one.kill()));
    this.kills += this.backends.length;
  }

  /** Ends one as an operator does, and starts it again. */
  async restart(backend: Backend): Promise<void> {
    await this.stop(backend);
    await backend.start();
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.backends.map(one => this.stop(one)));
  }

  private async stop(backend: Backend): Promise<void> {
    this.stops++;
    const { how, after } = await backend.stop(PATIENCE);
    if (how !== 0) {
      this.stubborn.push(
        `a back end that was told to stop ended by ${how} after ${after} ms: ${backend.complaints
          .slice(-3)
          .join('; ')}`,
      );
    }
  }
}
