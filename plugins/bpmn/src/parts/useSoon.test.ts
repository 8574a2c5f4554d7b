import { act, renderHook } from '@testing-library/react';
import { useSoon } from './useSoon';

const PAUSE = 250;

/** Something that is done when a test says so. */
function begin() {
  const ends: (() => void)[] = [];
  const deed = jest.fn(() => new Promise<void>(resolve => ends.push(resolve)));
  const { result, unmount } = renderHook(() => useSoon(deed, PAUSE));
  const wait = () => act(async () => jest.advanceTimersByTime(PAUSE));
  const end = () => act(async () => ends.shift()?.());
  return { deed, ask: result.current, unmount, wait, end };
}

describe('useSoon', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('should do it once for all who ask until then', async () => {
    // given
    const { deed, ask, wait } = begin();
    // when
    ask();
    ask();
    expect(deed).not.toHaveBeenCalled();
    await wait();
    // then
    expect(deed).toHaveBeenCalledTimes(1);
  });

  it('should do it again after it is done, not while it is', async () => {
    // given
    const { deed, ask, wait, end } = begin();
    ask();
    await wait();
    // when
    ask();
    await wait();
    ask();
    await wait();
    // then
    expect(deed).toHaveBeenCalledTimes(1);
    // when
    await end();
    await wait();
    // then
    expect(deed).toHaveBeenCalledTimes(2);
    // when
    await end();
    await wait();
    // then
    expect(deed).toHaveBeenCalledTimes(2);
  });

  it('should not do it for those who have gone', async () => {
    const { deed, ask, wait, end, unmount } = begin();
    ask();
    await wait();
    ask();
    unmount();
    await end();
    await wait();
    expect(deed).toHaveBeenCalledTimes(1);
  });
});
