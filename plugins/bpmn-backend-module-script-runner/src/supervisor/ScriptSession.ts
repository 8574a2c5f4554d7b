import type { ScriptUsage } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import {
  bytesFrame,
  FrameReader,
  jsonFrame,
  textFrame,
  type Frame,
} from '../protocol/frames';
import { rSource } from '../protocol/rSource';
import {
  readScriptMessage,
  type ScriptMessage,
} from '../protocol/scriptMessages';
import type { RunRequest } from '../protocol/settings';
import { processLimits, SAID } from '../sandbox/limits';
import type { Body, BodyEnd } from './Body';
import {
  failureOf,
  GARBLED,
  tooLarge,
  tooMuch,
  type Failure,
} from './failures';
import { LineSplitter } from './LineSplitter';
import { maskerOf } from './mask';

/** Where what a script says goes. */
export interface Listener {
  /** Sends a frame on; false: there is no room for more until `roomAgain`. */
  send(frame: Buffer): boolean;
  roomAgain(act: () => void): void;
}

/** Milliseconds that a process has to end after its result. */
const GRACE = 500;

type End = Extract<ScriptMessage, { type: 'result' | 'thrown' | 'error' }>;
type Artifact = Extract<ScriptMessage, { type: 'artifact' }>;

/**
 * One script in its process: gives it what it needs, passes on what it says within its limits, and says once how it ended, when nothing of it
 * is left.
 */
export class ScriptSession {
  private readonly reader = new FrameReader(SAID.frame);
  private readonly mask: <Value>(value: Value) => Value;
  private readonly began = performance.now();
  private readonly splitters: readonly LineSplitter[];
  private end?: End;
  private failure?: Failure;
  private logBytes = 0;
  private lines = 0;
  private artifacts = 0;
  private artifactBytes = 0;
  /** Bytes that are still to come of an artifact. */
  private pending = 0;

  constructor(
    private readonly request: RunRequest,
    private readonly body: Body,
    private readonly listener: Listener,
  ) {
    this.mask = maskerOf(request.secrets);
    this.splitters = [
      this.listenTo(body.out, 'info'),
      this.listenTo(body.err, 'warning'),
    ];
    body.channel.on('data', chunk => this.take(chunk));
    body.channel.on('error', () => {});
    body.channel.resume();
  }

  /** Hands the script over; the bytes of its files are to follow. */
  begin(): void {
    const { limits, id, environment, owner, language, network, ...rest } =
      this.request;
    const { folder, keeper } = this.body;
    // Without a sandbox others count as processes of the same user.
    const isHeld = folder !== undefined || keeper !== undefined;
    const task = {
      ...{ ...rest, folder },
      limits: isHeld ? null : processLimits(limits),
    };
    this.body.channel.write(
      language === 'r' ? textFrame(rSource(task)) : jsonFrame(task),
    );
  }

  /** Bytes of a file. False: there is no room for more until `roomAgain`. */
  give(bytes: Buffer): boolean {
    return this.body.channel.write(bytesFrame(bytes));
  }

  roomAgain(act: () => void): void {
    this.body.channel.once('drain', act);
  }

  /** Ends the script; nothing happens if it has ended already. */
  stop(failure: Failure): void {
    if (!this.failure && !this.end) {
      this.failure = failure;
    }
    this.body.kill();
  }

  /** Adds a line to its log. */
  warn(text: string): void {
    if (!this.failure) {
      this.log({ type: 'log', level: 'warning', time: Date.now(), text });
    }
  }

  /** Says how it ended, when nothing of it is left. */
  async finish(): Promise<void> {
    const ended = await this.body.ended;
    this.splitters.forEach(splitter => splitter.end());
    this.listener.send(jsonFrame(this.mask(this.ending(ended))));
  }

  private ending(ended: BodyEnd): object {
    const { cpu, memory } = { ...this.end, ...ended };
    const passed = Math.round(performance.now() - this.began);
    const usage: ScriptUsage = {
      // Its own clock may have been set, or it does not say what it reads there.
      wall: Math.min(Math.max(this.end?.wall ?? passed, 0), passed),
      ...(cpu !== undefined && { cpu }),
      ...(memory !== undefined && { memory }),
    };
    if (this.end && !this.failure) {
      const { wall, cpu: ofItself, memory: ofMemory, ...end } = this.end;
      return { ...end, usage };
    }
    const failure = ended.isOutOfMemory
      ? tooLarge(this.request.limits.memory)
      : failureOf(ended);
    return { type: 'error', ...(this.failure ?? failure), usage };
  }

  private take(chunk: Buffer): void {
    if (this.failure) {
      return;
    }
    try {
      this.reader.push(chunk).forEach(frame => this.hear(frame));
    } catch {
      this.stop(GARBLED);
    }
  }

  private hear({ kind, payload }: Frame): void {
    // The first end counts: what is said after it was not meant for anybody.
    if (this.end || this.failure) {
      return;
    }
    if (kind === 'bytes') {
      this.hearBytes(payload);
      return;
    }
    const message = this.pending === 0 ? readScriptMessage(payload) : undefined;
    if (!message) {
      this.stop(GARBLED);
      return;
    }
    this.hearMessage(message);
  }

  private hearMessage(message: ScriptMessage): void {
    switch (message.type) {
      case 'result':
      case 'thrown':
      case 'error':
        this.end = message;
        setTimeout(() => this.body.kill(), GRACE).unref();
        return;
      case 'log':
        this.log(message);
        return;
      case 'artifact':
        this.keep(message);
        return;
      default:
        this.pass(jsonFrame(this.mask(message)));
    }
  }

  private keep(artifact: Artifact): void {
    this.artifacts++;
    this.artifactBytes += artifact.size;
    if (this.artifacts > SAID.artifacts) {
      this.stop(tooMuch(`${SAID.artifacts} artifacts`));
    } else if (this.artifactBytes > SAID.artifactBytes) {
      this.stop(tooMuch(`${SAID.artifactBytes} bytes of artifacts`));
    } else {
      this.pending = artifact.size;
      this.pass(jsonFrame(this.mask(artifact)));
    }
  }

  private hearBytes(payload: Buffer): void {
    if (payload.length === 0 || payload.length > this.pending) {
      this.stop(GARBLED);
      return;
    }
    this.pending -= payload.length;
    this.pass(bytesFrame(payload));
  }

  private listenTo(
    stream: Body['out'],
    level: 'info' | 'warning',
  ): LineSplitter {
    const splitter = new LineSplitter(SAID.line, text => {
      if (!this.failure) {
        this.log({ type: 'log', level, time: Date.now(), text });
      }
    });
    stream.on('data', chunk => splitter.push(chunk));
    stream.on('error', () => {});
    stream.resume();
    return splitter;
  }

  private log(message: Extract<ScriptMessage, { type: 'log' }>): void {
    this.lines++;
    this.logBytes += Buffer.byteLength(message.text);
    if (this.lines > SAID.lines || this.logBytes > SAID.log) {
      this.stop(tooMuch(`${SAID.log} bytes in ${SAID.lines} lines of its log`));
      return;
    }
    this.pass(jsonFrame(this.mask(message)));
  }

  /** A listener that cannot follow slows the script down. */
  private pass(frame: Buffer): void {
    if (!this.listener.send(frame)) {
      const { channel, out, err } = this.body;
      [channel, out, err].forEach(stream => stream.pause());
      this.listener.roomAgain(() =>
        [channel, out, err].forEach(stream => stream.resume()),
      );
    }
  }
}
