import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { TASKS_CHANNEL } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { SIGNAL_PAUSE, useTaskSignals } from './useTaskSignals';

describe('useTaskSignals', () => {
  const onChange = jest.fn();
  const unsubscribe = jest.fn();
  let send: (taskIds: readonly string[]) => void;

  const subscribe = jest.fn(
    (_: string, listener: (message: object) => void) => {
      send = taskIds => act(() => listener({ taskIds }));
      return { unsubscribe };
    },
  );

  beforeEach(() => {
    jest.useFakeTimers();
    jest.clearAllMocks();
  });

  afterEach(() => jest.useRealTimers());

  const listen = (
    taskId?: string,
    apis: unknown[] = [[signalApiRef, { subscribe }]],
  ) =>
    renderHook(() => useTaskSignals(onChange, taskId), {
      wrapper: ({ children }: { readonly children?: ReactNode }) => (
        <TestApiProvider apis={apis as never}>{children}</TestApiProvider>
      ),
    });

  const wait = () => act(() => jest.advanceTimersByTime(SIGNAL_PAUSE));

  it('should hear of changes at once', () => {
    // given
    listen();
    // when
    send(['a']);
    // then
    expect(subscribe).toHaveBeenCalledWith(TASKS_CHANNEL, expect.anything());
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('should make one call of what comes together', () => {
    // given
    listen();
    // when
    send(['a']);
    send(['b']);
    send(['c']);
    expect(onChange).toHaveBeenCalledTimes(1);
    wait();
    // then
    expect(onChange).toHaveBeenCalledTimes(2);
    // when
    wait();
    send(['d']);
    // then
    expect(onChange).toHaveBeenCalledTimes(3);
  });

  it('should hear of one task only where it looks at one', () => {
    // given
    listen('a');
    // when
    send(['b']);
    expect(onChange).not.toHaveBeenCalled();
    send(['b', 'a']);
    wait();
    // So many that they are not named.
    send([]);
    // then
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('should hear nothing any more when it is gone', () => {
    // given
    const { unmount } = listen();
    send(['a']);
    send(['b']);
    // when
    unmount();
    wait();
    // then
    expect(unsubscribe).toHaveBeenCalledTimes(1);
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('should do without signals', () => {
    // then
    expect(() => listen(undefined, [])).not.toThrow();
  });
});
