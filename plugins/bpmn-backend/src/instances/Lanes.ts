/** Does what concerns the same thing one after the other, and all else side by side. */
export class Lanes {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Whether something is being done in a lane. */
  isBusy(lane: string): boolean {
    return this.last.has(lane);
  }

  /** Begins when everything before it in the same lane has ended, however that was. */
  inTurn<Result>(lane: string, act: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(lane);
    const mine = before ? before.then(act, act) : act();
    this.last.set(lane, mine);
    const leave = () => {
      if (this.last.get(lane) === mine) {
        this.last.delete(lane);
      }
    };
    mine.then(leave, leave);
    return mine;
  }
}
