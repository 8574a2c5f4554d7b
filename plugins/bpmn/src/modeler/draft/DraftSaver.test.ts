import {
  BpmnApiError,
  type Draft,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { NotReachedError } from '../../api';
import { DraftSaver, type SaveState } from './DraftSaver';

const notReached = () => new NotReachedError(new TypeError('Failed to fetch'));

const draft = (revision: number): Draft => ({
  id: 'draft-1',
  processId: 'report',
  ownerRef: 'group:default/analytics',
  revision,
  contentHash: `hash-${revision}`,
  savedBy: 'user:default/ada',
  savedAt: '2026-11-30T10:00:00.000Z',
});

const refusal = (status: number, code = 'refused') =>
  new BpmnApiError({
    type: 'about:blank',
    title: 'No',
    status,
    code,
    detail: 'Expected …',
    parameters: {
      revision: 2,
      savedBy: 'user:default/ben',
      savedAt: '2026-11-30T10:05:00.000Z',
    },
  });
const conflict = () => refusal(409, 'draftChanged');

describe('DraftSaver', () => {
  let states: SaveState[];
  let saveDraft: jest.Mock;
  let content: string;
  let kept: unknown;
  let saver: DraftSaver;

  const sent = () =>
    saveDraft.mock.calls.map(([{ body }]) => [
      body.resources[0].content,
      body.ifRevision,
    ]);
  const drawAndWait = async (what: string, milliseconds = 1_000) => {
    content = what;
    saver.note();
    await jest.advanceTimersByTimeAsync(milliseconds);
  };

  beforeEach(() => {
    jest.useFakeTimers();
    states = [];
    content = 'one';
    let revision = 1;
    saveDraft = jest.fn(async () => draft(++revision));
    saver = new DraftSaver({
      api: { saveDraft },
      draft: draft(1),
      collect: async () => [{ name: 'report.bpmn', content }],
      onState: state => states.push(state),
      keeper: {
        keep: what => {
          kept = what;
          return true;
        },
        forget: () => {
          kept = undefined;
        },
      },
    });
  });

  afterEach(() => jest.useRealTimers());

  it('should save many changes once, a moment after the last of them', async () => {
    // when
    saver.note();
    await jest.advanceTimersByTimeAsync(500);
    content = 'two';
    saver.note();
    await jest.advanceTimersByTimeAsync(1_000);
    // then
    expect(saveDraft).toHaveBeenCalledTimes(1);
    expect(saveDraft).toHaveBeenCalledWith({
      draftId: 'draft-1',
      body: {
        resources: [{ name: 'report.bpmn', content: 'two' }],
        ifRevision: 1,
      },
    });
    expect(states.map(({ kind }) => kind)).toEqual([
      'changed',
      'changed',
      'saving',
      'saved',
    ]);
    expect(saver.isDirty).toBe(false);
  });

  it('should go on from the revision that it has saved', async () => {
    // when
    saver.note();
    await jest.advanceTimersByTimeAsync(1_000);
    saver.note();
    await jest.advanceTimersByTimeAsync(1_000);
    // then
    expect(saveDraft.mock.calls.map(([{ body }]) => body.ifRevision)).toEqual([
      1, 2,
    ]);
  });

  it('should tell who else has saved it, and save nothing more until somebody decides', async () => {
    // given
    saveDraft.mockRejectedValueOnce(conflict());
    // when
    saver.note();
    await jest.advanceTimersByTimeAsync(1_000);
    saver.note();
    await jest.advanceTimersByTimeAsync(60_000);
    // then
    expect(states.at(-1)).toEqual({
      kind: 'conflict',
      savedBy: 'user:default/ben',
      savedAt: '2026-11-30T10:05:00.000Z',
    });
    expect(saveDraft).toHaveBeenCalledTimes(1);
    expect(saver.isDirty).toBe(true);

    // when
    saver.replace(draft(2));
    saver.note();
    await jest.advanceTimersByTimeAsync(1_000);
    // then
    expect(saveDraft.mock.calls.at(-1)[0].body.ifRevision).toBe(2);
  });

  it('should try again when the back end could not be reached', async () => {
    // given
    saveDraft.mockRejectedValueOnce(new Error('offline'));
    // when
    saver.note();
    await jest.advanceTimersByTimeAsync(1_000);
    // then
    expect(states.at(-1)).toEqual({
      kind: 'failed',
      message: 'offline',
      isFinal: false,
    });

    // when
    await jest.advanceTimersByTimeAsync(6_000);
    // then
    expect(states.at(-1)).toMatchObject({ kind: 'saved' });
  });

  it('should not take its own save for that of somebody else when the answer to it was lost', async () => {
    // given a back end that saves, but is not heard
    let stored = { content: 'nothing yet', revision: 1 };
    let isHeard = false;
    saveDraft.mockImplementation(async ({ body }) => {
      const [{ content: wanted }] = body.resources;
      if (wanted !== stored.content) {
        if (body.ifRevision !== stored.revision) {
          throw conflict();
        }
        stored = { content: wanted, revision: stored.revision + 1 };
      }
      if (!isHeard) {
        throw notReached();
      }
      return draft(stored.revision);
    });
    await drawAndWait('two');
    isHeard = true;
    // when
    await drawAndWait('three');
    // then
    expect(states.at(-1)).toMatchObject({ kind: 'saved' });
    expect(sent()).toEqual([
      ['two', 1],
      ['two', 1],
      ['three', 2],
    ]);
    expect(stored).toEqual({ content: 'three', revision: 3 });
  });

  it('should save what is newer if what had no answer could never be saved', async () => {
    // given
    saveDraft
      .mockRejectedValueOnce(refusal(502))
      .mockRejectedValueOnce(refusal(413));
    await drawAndWait('two');
    // when
    await drawAndWait('three');
    // then
    expect(states.at(-1)).toMatchObject({ kind: 'saved' });
  });

  it.each([400, 403, 404, 409, 413, 422])(
    'should say what is wrong, and not try again by itself, when it is refused for good (%s)',
    async status => {
      // given
      saveDraft.mockRejectedValueOnce(refusal(status));
      // when
      await drawAndWait('two', 60_000);
      // then
      expect(states.at(-1)).toEqual({
        kind: 'failed',
        message: 'Expected …',
        isFinal: true,
      });
      expect(saveDraft).toHaveBeenCalledTimes(1);
      expect(saver.isDirty).toBe(true);

      // when somebody asks for it
      await saver.flush();
      // then
      expect(states.at(-1)).toMatchObject({ kind: 'saved' });
    },
  );

  it('should try once more when something changes after it was refused for good', async () => {
    // given
    saveDraft.mockRejectedValueOnce(refusal(422));
    await drawAndWait('two');
    // when
    await drawAndWait('three');
    // then
    expect(sent()).toEqual([
      ['two', 1],
      ['three', 1],
    ]);
  });

  it('should save nothing of a draft that is only looked at', async () => {
    // given
    saver = new DraftSaver({
      api: { saveDraft },
      draft: draft(1),
      isReadOnly: true,
      collect: async () => [],
      onState: state => states.push(state),
      keeper: { keep: () => true, forget: () => {} },
    });
    // when
    await drawAndWait('two');
    // then
    expect(saveDraft).not.toHaveBeenCalled();
    expect(saver.isDirty).toBe(false);
    expect(states).toEqual([]);
  });

  it('should keep in the browser what it could not save, and no longer than that', async () => {
    // given
    saveDraft.mockRejectedValueOnce(refusal(503));
    // when
    await drawAndWait('two');
    // then
    expect(kept).toEqual({
      resources: [{ name: 'report.bpmn', content: 'two' }],
      revision: 1,
    });

    // when
    await jest.advanceTimersByTimeAsync(6_000);
    // then
    expect(kept).toBeUndefined();
  });

  it('should wait for a save that somebody else has asked for', async () => {
    // given
    let answer = (_: Draft) => {};
    saveDraft.mockImplementation(
      () =>
        new Promise<Draft>(resolve => {
          answer = resolve;
        }),
    );
    saver.note();
    const flushes: string[] = [];
    // when
    saver.flush().then(() => flushes.push('first'));
    saver.note();
    saver.flush().then(() => flushes.push('second'));
    saver.flush().then(() => flushes.push('third'));
    await jest.advanceTimersByTimeAsync(0);
    answer(draft(2));
    await jest.advanceTimersByTimeAsync(0);
    // then the second one is on its way
    expect(flushes).toEqual(['first']);
    answer(draft(3));
    await jest.advanceTimersByTimeAsync(0);
    expect(flushes).toEqual(['first', 'second', 'third']);
  });

  it('should save what is left when it is closed', async () => {
    // given
    saver.note();
    // when
    const left = await saver.close();
    // then
    expect(saveDraft).toHaveBeenCalledTimes(1);
    expect(left).toBe('saved');
  });

  it.each([
    ['it is refused', refusal(403)],
    ['somebody else has saved it', conflict()],
    ['there is no way to the back end', notReached()],
  ])('should keep what is left when it is closed, but %s', async (_, error) => {
    // given
    saveDraft.mockRejectedValue(error);
    await drawAndWait('two');
    content = 'three';
    // when
    const left = await saver.close();
    // then
    expect(left).toBe('kept');
    expect(kept).toMatchObject({ resources: [{ content: 'three' }] });
  });
});
