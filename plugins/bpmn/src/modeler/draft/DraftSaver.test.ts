import {
  BpmnApiError,
  type Draft,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { DraftSaver, type SaveState } from './DraftSaver';

const draft = (revision: number): Draft => ({
  id: 'draft-1',
  processId: 'report',
  ownerRef: 'group:default/analytics',
  revision,
  contentHash: `hash-${revision}`,
  savedBy: 'user:default/ada',
  savedAt: '2026-11-30T10:00:00.000Z',
});

const conflict = () =>
  new BpmnApiError({
    type: 'about:blank',
    title: 'Conflict',
    status: 409,
    code: 'draftChanged',
    detail: 'Expected …',
    parameters: {
      revision: 2,
      savedBy: 'user:default/ben',
      savedAt: '2026-11-30T10:05:00.000Z',
    },
  });

describe('DraftSaver', () => {
  let states: SaveState[];
  let saveDraft: jest.Mock;
  let content: string;
  let saver: DraftSaver;

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
    expect(states.at(-1)).toEqual({ kind: 'failed', message: 'offline' });

    // when
    await jest.advanceTimersByTimeAsync(6_000);
    // then
    expect(states.at(-1)).toMatchObject({ kind: 'saved' });
  });

  it('should save what is left when it is closed', async () => {
    // given
    saver.note();
    // when
    await saver.close();
    // then
    expect(saveDraft).toHaveBeenCalledTimes(1);
  });
});
