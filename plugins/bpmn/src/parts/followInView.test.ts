import { BpmnApiError } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { followInView } from './followInView';

/** Lets all that is under way come as far as it gets. */
const settle = () => jest.advanceTimersByTimeAsync(0);

const answered = (status: number) =>
  new BpmnApiError({
    type: 'about:blank',
    title: '',
    status,
    detail: `Answered ${status}`,
    code: 'unexpectedAnswer',
  });

/** Follows numbers that a test lets come: `undefined` ends the stream, an error breaks it. */
function follow() {
  let tell = (_: number | Error | undefined) => {};
  const next = () =>
    new Promise<number | Error | undefined>(resolve => {
      tell = resolve;
    });
  const signals: AbortSignal[] = [];
  async function* open(signal: AbortSignal) {
    signals.push(signal);
    for (;;) {
      const news = await next();
      if (typeof news === 'object') {
        throw news;
      }
      if (news === undefined) {
        return;
      }
      yield news;
    }
  }
  const heard = { onItem: jest.fn(), onEnd: jest.fn(), onError: jest.fn() };
  const stop = followInView<number>({ open, ...heard });
  const say = async (news: number | Error | undefined) => {
    await settle();
    tell(news);
    await settle();
  };
  return { ...heard, stop, signals, say };
}

let isHidden = false;
function hide(hidden: boolean) {
  isHidden = hidden;
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('followInView', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
  });

  afterEach(() => {
    isHidden = false;
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('should tell what comes, and that it is over', async () => {
    // given
    const { say, onItem, onEnd, signals } = follow();
    // when
    await say(1);
    await say(undefined);
    hide(true);
    hide(false);
    // then
    expect(onItem).toHaveBeenCalledWith(1);
    expect(onEnd).toHaveBeenCalledTimes(1);
    expect(signals).toHaveLength(1);
  });

  it('should keep nothing open that nobody sees, and go on when somebody does', async () => {
    // given
    const { say, onItem, onError, signals, stop } = follow();
    await say(1);
    // when
    hide(true);
    // then
    expect(signals[0].aborted).toBe(true);
    // when
    hide(false);
    await say(2);
    // then
    expect(signals).toHaveLength(2);
    expect(onItem).toHaveBeenLastCalledWith(2);
    expect(onError).not.toHaveBeenCalled();
    stop();
  });

  it('should not begin while nobody sees it', () => {
    isHidden = true;
    expect(follow().signals).toHaveLength(0);
  });

  it.each([
    ['nobody was reached', new TypeError('Failed to fetch')],
    ['the back end failed', answered(500)],
    ['it was too busy', answered(429)],
  ])('should try again after %s, less and less often', async (_, problem) => {
    // given
    const { say, onError, signals, stop } = follow();
    // when
    await say(problem);
    expect(onError).toHaveBeenLastCalledWith(problem, false);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(signals).toHaveLength(2);
    await say(problem);
    await jest.advanceTimersByTimeAsync(1_999);
    expect(signals).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(1);
    // then
    expect(signals).toHaveLength(3);
    // when
    await say(3);
    // then
    expect(onError).toHaveBeenLastCalledWith(undefined, false);
    stop();
  });

  it('should take a stream for open that says nothing, but does not break either', async () => {
    const { say, onError, stop } = follow();
    await say(new TypeError('Failed to fetch'));
    await jest.advanceTimersByTimeAsync(1_000 + 2_000);
    expect(onError).toHaveBeenLastCalledWith(undefined, false);
    stop();
  });

  it('should not insist where it is refused', async () => {
    const { say, onError, signals } = follow();
    await say(answered(403));
    await jest.advanceTimersByTimeAsync(60_000);
    hide(true);
    hide(false);
    expect(onError.mock.calls).toEqual([[answered(403), true]]);
    expect(signals).toHaveLength(1);
  });
});
