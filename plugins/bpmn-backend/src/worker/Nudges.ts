/** Wakes those who wait for something that may have happened. A nudge can get lost, so whoever waits looks now and then in any case. */
export class Nudges {
  private readonly waiting = new Map<string, Set<() => void>>();

  /** Something has happened about a topic. */
  nudge(topic: string): void {
    this.waiting.get(topic)?.forEach(wake => wake());
  }

  /** Resolves at the next nudge, after some milliseconds, or when it is aborted. */
  wait(topic: string, ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) {
      return Promise.resolve();
    }
    const waiting = this.waiting.get(topic) ?? new Set();
    this.waiting.set(topic, waiting);
    return new Promise<void>(resolve => {
      const timer = setTimeout(wake, ms);
      function wake() {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        waiting.delete(wake);
        resolve();
      }
      signal.addEventListener('abort', wake);
      waiting.add(wake);
    }).then(() => {
      if (waiting.size === 0 && this.waiting.get(topic) === waiting) {
        this.waiting.delete(topic);
      }
    });
  }
}
