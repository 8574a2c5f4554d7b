import { act, renderHook, waitFor } from '@testing-library/react';
import { usePages, type PageStart } from './usePages';

const list = (name: string) =>
  jest.fn(async ({ cursor }: PageStart) =>
    cursor
      ? { items: [`${name}, the rest`] }
      : { items: [`${name}, the first`], nextCursor: 'more' },
  );

describe('usePages', () => {
  it('should go on and back', async () => {
    // given
    const ask = list('a');
    const { result } = renderHook(() => usePages(ask));
    await waitFor(() =>
      expect(result.current.value?.items).toEqual(['a, the first']),
    );
    expect(result.current.previous).toBeUndefined();
    // when
    act(() => result.current.next?.());
    // then
    expect(result.current.value?.items).toEqual(['a, the first']);
    await waitFor(() =>
      expect(result.current.value?.items).toEqual(['a, the rest']),
    );
    expect(result.current.pageNumber).toBe(2);
    expect(result.current.next).toBeUndefined();
    // when
    act(() => result.current.previous?.());
    // then
    await waitFor(() =>
      expect(result.current.value?.items).toEqual(['a, the first']),
    );
  });

  it('should turn one page, however often one asks until it is there', async () => {
    // given
    let answer = (_: object) => {};
    const ask = jest.fn(
      ({
        cursor,
      }: PageStart): Promise<{ items: string[]; nextCursor?: string }> =>
        cursor
          ? new Promise(resolve => {
              answer = resolve as typeof answer;
            })
          : Promise.resolve({ items: ['first'], nextCursor: 'more' }),
    );
    const { result } = renderHook(() => usePages(ask));
    await waitFor(() => expect(result.current.next).toBeDefined());
    // when
    act(() => result.current.next?.());
    act(() => result.current.next?.());
    await act(async () => answer({ items: ['rest'] }));
    // then
    expect(result.current.value?.items).toEqual(['rest']);
    expect(result.current.pageNumber).toBe(2);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('should begin another list on its first page, with nothing of the one before', async () => {
    // given
    const { result, rerender } = renderHook(({ ask }) => usePages(ask), {
      initialProps: { ask: list('a') },
    });
    await waitFor(() => expect(result.current.next).toBeDefined());
    act(() => result.current.next?.());
    await waitFor(() =>
      expect(result.current.value?.items).toEqual(['a, the rest']),
    );
    // when
    const other = list('b');
    rerender({ ask: other });
    // then
    expect(result.current.value).toBeUndefined();
    await waitFor(() =>
      expect(result.current.value?.items).toEqual(['b, the first']),
    );
    expect(other.mock.calls.map(([start]) => start)).toEqual([{}]);
  });
});
