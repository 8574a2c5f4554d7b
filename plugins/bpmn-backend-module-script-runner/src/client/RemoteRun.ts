import { connect, type Socket } from 'node:net';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import type {
  ScriptEnd,
  ScriptEvent,
  ScriptFile,
  ScriptRun,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import {
  bytesFrame,
  FrameReader,
  jsonFrame,
  type Frame,
} from '../protocol/frames';
import type { RunRequest } from '../protocol/settings';
import { SAID } from '../sandbox/limits';
import { EventStream } from './EventStream';
import { failureOfFiles, OtherSize } from './OtherSize';

/** What a run is made of. */
export interface RunPlan {
  readonly request: RunRequest;
  readonly files: readonly ScriptFile[];
}

/** Milliseconds between two tries to reach the supervisor, and how often that is tried. */
const RETRY = 100;
const MOST_TRIES = 50;

/** Events that may wait to be asked for before what comes has to wait. */
const MOST_WAITING = 1_000;

const ENDS: readonly ScriptEvent['type'][] = ['result', 'thrown', 'error'];

const LOST: ScriptEnd = {
  type: 'error',
  kind: 'lost',
  message:
    'Expected the script to come to its end, but its runner has ended. It is done again',
};

const CANCELLED: ScriptEnd = {
  type: 'error',
  kind: 'cancelled',
  message: 'The script was ended because it is not wanted any more',
};

const TOO_LARGE: ScriptEnd = {
  type: 'error',
  kind: 'script-error',
  message: `Expected the script and its inputs to have at most ${SAID.frame} bytes of JSON together, but they have more. Hand large data on as files`,
};

/** A run at the supervisor: one connection, which lasts as long as the run. */
export class RemoteRun implements ScriptRun {
  readonly events: EventStream<ScriptEvent>;
  private readonly reader = new FrameReader(SAID.frame);
  private socket?: Socket;
  private artifact?: { readonly content: PassThrough; left: number };
  private isOver = false;
  /** When it is over. */
  readonly ended: Promise<void>;
  /** Whether it has left the queue. */
  hasBegun = false;
  private settle!: () => void;

  /** @param place - gives the socket of the supervisor; rejects with an Error that says why there is none */
  constructor(
    private readonly plan: RunPlan,
    private readonly place: () => Promise<string>,
  ) {
    this.events = new EventStream(() => this.cancel());
    this.ended = new Promise(resolve => {
      this.settle = resolve;
    });
    this.look();
  }

  private look(tries = 1): void {
    this.place().then(
      path => this.begin(path, tries),
      ({ message }: Error) =>
        this.end({ type: 'error', kind: 'sandbox-unavailable', message }),
    );
  }

  cancel(): void {
    this.end(CANCELLED);
  }

  private begin(path: string, tries: number): void {
    if (this.isOver) {
      return;
    }
    const request = jsonFrame(this.plan.request);
    if (request.length > SAID.frame) {
      this.end(TOO_LARGE);
      return;
    }
    const socket = connect(path);
    this.socket = socket;
    let isConnected = false;
    socket.once('connect', () => {
      isConnected = true;
    });
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', () => {});
    socket.once('close', () => {
      if (isConnected || tries === MOST_TRIES) {
        this.end(LOST);
      } else if (!this.isOver) {
        // The supervisor has just ended, and is begun again.
        setTimeout(() => this.look(tries + 1), RETRY);
      }
    });
    socket.write(request);
  }

  /** It has left the queue: what it waits for now are its files. */
  private started(event: ScriptEvent): void {
    this.hasBegun = true;
    this.events.push(event);
    this.sendFiles(this.socket!).catch(error =>
      this.end({ type: 'error', ...failureOfFiles(error as Error) }),
    );
  }

  private async sendFiles(socket: Socket): Promise<void> {
    for (const { reference, open } of this.plan.files) {
      let left = reference.size;
      for await (const chunk of await open()) {
        left -= chunk.length;
        if (this.isOver || left < 0) {
          break;
        }
        if (!socket.write(bytesFrame(chunk))) {
          await untilRoom(socket);
        }
      }
      if (this.isOver) {
        return;
      }
      if (left !== 0) {
        throw new OtherSize(reference, left);
      }
    }
  }

  private take(chunk: Buffer): void {
    try {
      this.reader.push(chunk).forEach(frame => this.hear(frame));
    } catch {
      this.end(LOST);
    }
    if (this.events.backlog > MOST_WAITING) {
      this.rest();
    }
  }

  private hear({ kind, payload }: Frame): void {
    if (this.isOver) {
      return;
    }
    if (kind === 'bytes') {
      this.hearBytes(payload);
      return;
    }
    const event = JSON.parse(payload.toString());
    if (ENDS.includes(event.type)) {
      this.end(event);
    } else if (event.type === 'artifact') {
      this.events.push({ ...event, content: this.contentOf(event.size) });
    } else if (event.type === 'started') {
      this.started(event);
    } else {
      this.events.push(event);
    }
  }

  private contentOf(size: number): Readable {
    const content = new PassThrough();
    // Whoever is not interested in it may throw it away.
    content.on('error', () => {});
    if (size === 0) {
      content.end();
    } else {
      this.artifact = { content, left: size };
    }
    return content;
  }

  private hearBytes(payload: Buffer): void {
    const { artifact } = this;
    if (!artifact) {
      throw new Error('Expected bytes of an artifact, but there is none');
    }
    artifact.left -= payload.length;
    const { content } = artifact;
    if (!content.destroyed && !content.write(payload)) {
      this.socket!.pause();
      untilRoom(content).then(() => this.socket!.resume());
    }
    if (artifact.left === 0) {
      content.end();
      this.artifact = undefined;
    }
  }

  /** Until somebody has asked for some of what waits. */
  private rest(): void {
    this.socket!.pause();
    const look = setInterval(() => {
      if (this.isOver || this.events.backlog < MOST_WAITING / 2) {
        clearInterval(look);
        this.socket!.resume();
      }
    }, 10);
  }

  private end(end: ScriptEnd): void {
    if (this.isOver) {
      return;
    }
    this.isOver = true;
    this.settle();
    this.artifact?.content.destroy(
      new Error('Expected all of the artifact, but the script has ended'),
    );
    this.events.push(end);
    this.events.end();
    this.socket?.destroy();
  }
}

/** Until a stream takes more, or nothing any more. */
function untilRoom(stream: Writable): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      stream.off('drain', done).off('close', done);
      resolve();
    };
    stream.once('drain', done).once('close', done);
  });
}
