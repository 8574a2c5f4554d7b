import { Nudges } from './Nudges';

const LONG = 60_000;

describe('Nudges', () => {
  const signal = new AbortController().signal;

  it('should wake all who wait for a topic, and nobody else', async () => {
    // given
    const nudges = new Nudges();
    const gone = new AbortController();
    let isWoken = false;
    const both = Promise.all([
      nudges.wait('a', LONG, signal),
      nudges.wait('a', LONG, signal),
    ]);
    const other = nudges.wait('b', LONG, gone.signal).then(() => {
      isWoken = true;
    });
    // when
    nudges.nudge('a');
    await both;
    // then
    expect(isWoken).toBe(false);
    gone.abort();
    await other;
    expect((nudges as any).waiting.size).toBe(0);
  });

  it('should wake by itself after a while', async () => {
    // when
    const waited = new Nudges().wait('a', 1, signal);
    // then
    await expect(waited).resolves.toBeUndefined();
  });

  it('should not wait when it is aborted already', async () => {
    // given
    const gone = new AbortController();
    gone.abort();
    // when
    const waited = new Nudges().wait('a', LONG, gone.signal);
    // then
    await expect(waited).resolves.toBeUndefined();
  });
});
