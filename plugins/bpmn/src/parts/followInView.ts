import { BpmnApiError } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** What is followed, and whom to tell. */
export interface Followed<Item> {
  /** Begins after what came last. */
  readonly open: (signal: AbortSignal) => AsyncIterable<Item>;
  readonly onItem: (item: Item) => void;
  /** Nothing more will come. */
  readonly onEnd: () => void;
  /** Why nothing comes, and whether nothing will; undefined: it does again. */
  readonly onError: (error: Error | undefined, isOver: boolean) => void;
}

/** Milliseconds until one tries again, at first and at most. */
const PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/** Milliseconds after which a stream is thought to be open: it says nothing until there is something. */
const OPEN_AFTER = 2_000;

class Follower<Item> {
  private running?: AbortController;
  private timer?: ReturnType<typeof setTimeout>;
  private failures = 0;
  private isOver = false;

  constructor(private readonly followed: Followed<Item>) {}

  start(): void {
    if (!this.isOver && !this.running) {
      this.running = new AbortController();
      this.run(this.running.signal);
    }
  }

  stop(): void {
    this.running?.abort();
    this.running = undefined;
    clearTimeout(this.timer);
  }

  private async run(signal: AbortSignal): Promise<void> {
    const { open, onItem, onEnd } = this.followed;
    try {
      this.timer = setTimeout(() => this.succeed(), OPEN_AFTER);
      for await (const item of open(signal)) {
        if (signal.aborted) {
          return;
        }
        this.succeed();
        onItem(item);
      }
      if (!signal.aborted) {
        this.isOver = true;
        this.succeed();
        onEnd();
      }
    } catch (error) {
      if (!signal.aborted) {
        this.fail(error as Error);
      }
    }
  }

  private succeed(): void {
    clearTimeout(this.timer);
    if (this.failures > 0) {
      this.failures = 0;
      this.followed.onError(undefined, false);
    }
  }

  private fail(error: Error): void {
    clearTimeout(this.timer);
    this.isOver = isFinal(error);
    if (!this.isOver) {
      const pause = Math.min(PAUSE * 2 ** this.failures, LONGEST_PAUSE);
      this.failures++;
      this.timer = setTimeout(() => {
        this.running = undefined;
        this.start();
      }, pause);
    }
    this.followed.onError(error, this.isOver);
  }
}

/**
 * Follows something while the page is in view. A browser keeps few connections to a portal open: one that nobody looks at gives its own back,
 * and goes on from there later. What fails is tried again, less and less often, unless the back end refuses it for good.
 *
 * @returns what ends it
 */
export function followInView<Item>(followed: Followed<Item>): () => void {
  const follower = new Follower(followed);
  const onChange = () => (document.hidden ? follower.stop() : follower.start());
  document.addEventListener('visibilitychange', onChange);
  onChange();
  return () => {
    document.removeEventListener('visibilitychange', onChange);
    follower.stop();
  };
}

/** Whether one would be refused again. */
function isFinal(error: Error): boolean {
  if (!(error instanceof BpmnApiError)) {
    return false;
  }
  const { status } = error.problem;
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}
