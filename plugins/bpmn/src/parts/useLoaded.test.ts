import { act, renderHook, waitFor } from '@testing-library/react';
import { useLoaded } from './useLoaded';

describe('useLoaded', () => {
  afterEach(() => jest.useRealTimers());

  it('should keep what is shown when there is no newer answer', async () => {
    // given
    const ask = jest
      .fn<Promise<string>, [AbortSignal]>()
      .mockResolvedValueOnce('first')
      .mockRejectedValueOnce(new Error('No answer'))
      .mockResolvedValue('second');
    const { result } = renderHook(() => useLoaded(ask));
    await waitFor(() => expect(result.current.value).toBe('first'));
    // when
    await act(() => result.current.reload());
    // then
    expect(result.current).toMatchObject({
      value: 'first',
      error: new Error('No answer'),
    });
    // when
    await act(() => result.current.reload());
    // then
    expect(result.current.value).toBe('second');
    expect(result.current.error).toBeUndefined();
  });

  it('should take no answer to another question', async () => {
    // given
    let answer = (_: string) => {};
    const slow = () =>
      new Promise<string>(resolve => {
        answer = resolve;
      });
    const { result, rerender } = renderHook(({ ask }) => useLoaded(ask), {
      initialProps: { ask: slow },
    });
    // when
    rerender({ ask: async () => 'fast' });
    await act(async () => answer('slow'));
    // then
    await waitFor(() => expect(result.current.value).toBe('fast'));
  });

  it('should ask again while the answer says so, and not before there is one', async () => {
    // given
    jest.useFakeTimers();
    const answers: ((value: number) => void)[] = [];
    const ask = jest.fn(
      () => new Promise<number>(resolve => answers.push(resolve)),
    );
    const every = (value: number | undefined) => (value === 2 ? undefined : 5);
    const { result } = renderHook(() => useLoaded(ask, { every }));
    // when
    await act(async () => jest.advanceTimersByTime(20));
    // then
    expect(ask).toHaveBeenCalledTimes(1);
    // when
    await act(async () => answers[0](1));
    await act(async () => jest.advanceTimersByTime(5));
    expect(ask).toHaveBeenCalledTimes(2);
    await act(async () => answers[1](2));
    await act(async () => jest.advanceTimersByTime(50));
    // then
    expect(result.current.value).toBe(2);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('should ask while it is wanted only, and keep what is known', async () => {
    // given
    jest.useFakeTimers();
    const ask = jest.fn(async () => 'known');
    const { result, rerender } = renderHook(
      ({ isWanted }) => useLoaded(ask, { every: 5, isWanted }),
      { initialProps: { isWanted: false } },
    );
    await act(async () => jest.advanceTimersByTime(20));
    expect(ask).not.toHaveBeenCalled();
    // when
    rerender({ isWanted: true });
    await act(async () => {});
    await act(async () => jest.advanceTimersByTime(5));
    // then
    expect(ask).toHaveBeenCalledTimes(2);
    // when
    rerender({ isWanted: false });
    await act(async () => jest.advanceTimersByTime(20));
    rerender({ isWanted: true });
    // then
    expect(ask).toHaveBeenCalledTimes(2);
    expect(result.current.value).toBe('known');
    // when
    await act(async () => jest.advanceTimersByTime(5));
    // then
    expect(ask).toHaveBeenCalledTimes(3);
  });
});
