import type { Socket } from 'node:net';
import { FrameReader, jsonFrame, type Frame } from '../protocol/frames';
import type { RunRequest } from '../protocol/settings';
import { processLimits, SAID } from '../sandbox/limits';
import type { Body, BodyMakers } from './Body';
import type { Cgroups } from './Cgroups';
import { discard } from './discard';
import {
  CANCELLED,
  tooLarge,
  tooLate,
  tooMuch,
  type Failure,
} from './failures';
import type { FairQueue, Waiting } from './FairQueue';
import { memoryOf, treeOf } from './processTree';
import { ScriptSession } from './ScriptSession';

/** What runs are made with. */
export interface RunMeans {
  readonly queue: FairQueue;
  /** By environment. */
  readonly makers: ReadonlyMap<string, BodyMakers>;
  /** Absent: the kernel does not hold runs to what they may take together. */
  readonly cgroups?: Cgroups;
  /** Why nothing can be run. */
  readonly unavailable?: string;
}

/** Milliseconds between two looks at how much memory a script has. */
const LOOK = 250;

/** One run that somebody has asked for: lasts as long as the connection, which is closed by whoever does not want it any more. */
export class RunConnection implements Waiting {
  owner = '';
  private readonly reader = new FrameReader(SAID.frame);
  private request?: RunRequest;
  private session?: ScriptSession;
  private isOver = false;

  constructor(
    private readonly socket: Socket,
    private readonly means: RunMeans,
  ) {
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.cancel());
  }

  /** It is its turn. */
  begin(): void {
    this.run(this.request!)
      .catch(error => this.refuse(error as Error))
      .finally(() => {
        this.means.queue.end(this);
        this.close();
      });
  }

  private take(chunk: Buffer): void {
    try {
      this.reader.push(chunk).forEach(frame => this.hear(frame));
    } catch (error) {
      this.refuse(error as Error);
      this.close();
    }
  }

  private hear({ kind, payload }: Frame): void {
    if (kind === 'bytes') {
      this.give(payload);
      return;
    }
    if (this.request) {
      throw new Error('Expected one run for each connection, but found more');
    }
    this.request = JSON.parse(payload.toString()) as RunRequest;
    this.owner = this.request.owner;
    const { unavailable, queue } = this.means;
    if (unavailable !== undefined) {
      throw new Error(unavailable);
    }
    queue.add(this);
  }

  /**
   * Bytes of files come when the script has begun, and wait with whoever sends them until there is room: as long as it is queued, the connection is
   * read, and its end is noticed.
   */
  private give(payload: Buffer): void {
    if (!this.session) {
      throw new Error(
        'Expected files when the script has begun, but they came before',
      );
    }
    if (!this.session.give(payload)) {
      this.socket.pause();
      this.session.roomAgain(() => this.socket.resume());
    }
  }

  private async run(request: RunRequest): Promise<void> {
    const { socket } = this;
    const made = await this.make(request);
    const body =
      (await this.means.cgroups?.confine(made, request.limits)) ?? made;
    await hold(body, request);
    if (this.isOver) {
      await discard(body);
      return;
    }
    const { environment } = request;
    socket.write(jsonFrame({ type: 'started', environment }));
    const session = new ScriptSession(request, body, {
      send: frame => socket.destroyed || socket.write(frame),
      roomAgain: act => socket.once('drain', act),
    });
    this.session = session;
    body.egress?.open({
      rules: request.network,
      say: text => session.warn(text),
    });
    const unwatch = watch(session, body, request);
    session.begin();
    await session.finish();
    unwatch();
  }

  private make({ environment, network }: RunRequest): Promise<Body> {
    const makers = this.means.makers.get(environment);
    if (!makers) {
      throw new Error(
        `Expected environment ${environment}, but the runner has none of that name`,
      );
    }
    return (network.length > 0 ? makers.connected : makers.apart).make();
  }

  private cancel(): void {
    this.isOver = true;
    if (!this.means.queue.remove(this)) {
      this.session?.stop(CANCELLED);
    }
  }

  private refuse({ message }: Error): void {
    const refusal: Failure = { kind: 'sandbox-unavailable', message };
    this.socket.write(jsonFrame({ type: 'error', ...refusal }));
  }

  private close(): void {
    this.socket.end();
  }
}

/** What cannot be held to its limits is not run. */
async function hold(body: Body, { limits }: RunRequest): Promise<void> {
  try {
    await body.keeper?.hold(processLimits(limits));
  } catch (error) {
    await discard(body);
    throw error;
  }
}

/** Ends a script that takes too long or gets too large. Returns what ends the watch. */
function watch(
  session: ScriptSession,
  body: Body,
  { limits }: RunRequest,
): () => void {
  const alarm = setTimeout(
    () => session.stop(tooLate(limits.timeout)),
    limits.timeout,
  );
  const look = setInterval(() => {
    const failure = excessOf(body, limits.memory);
    if (failure) {
      session.stop(failure);
    }
  }, LOOK);
  return () => {
    clearTimeout(alarm);
    clearInterval(look);
  };
}

function excessOf(body: Body, memory: number): Failure | undefined {
  const pid = body.pid();
  if (pid === undefined) {
    return undefined;
  }
  const { keeper } = body;
  if (memoryOf(treeOf(pid)) > memory + (keeper?.weight ?? 0)) {
    return tooLarge(memory);
  }
  const excess = keeper?.excess();
  return excess === undefined ? undefined : tooMuch(excess);
}
