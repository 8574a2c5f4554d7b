import { giveWay } from './giveWay';

/** Works for so many milliseconds without a pause. */
function work(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until) {
    // at work
  }
}

describe('giveWay', () => {
  it('should let others have their turn where somebody goes on and on', async () => {
    // given
    let turns = 0;
    const others = setInterval(() => turns++, 0);
    // when
    for (let part = 0; part < 20; part++) {
      work(11);
      await giveWay();
    }
    clearInterval(others);
    // then
    expect(turns).toBeGreaterThan(10);
  });

  it('should go on at once where hardly anything was done', async () => {
    // given
    work(11);
    await giveWay();
    let isNext = false;
    setImmediate(() => {
      isNext = true;
    });
    // when
    await giveWay();
    // then
    expect(isNext).toBe(false);
  });
});
