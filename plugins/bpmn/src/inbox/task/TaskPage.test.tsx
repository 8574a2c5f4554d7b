import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  BpmnApiError,
  type BpmnApi,
  type FieldProblem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { bpmnApiRef } from '../../api';
import type { FormMounting } from '../../forms/mountForm';
import { inboxRouteRef } from '../../routes';
import { InboxRoutes } from '../InboxRoutes';
import { ME } from '../../testing/runs';
import { POLLING } from '../useTaskSignals';
import { aTaskOfMine } from '../../testing/tasks';

const mockForm = {
  submit: jest.fn(),
  setReadOnly: jest.fn(),
  showProblems: jest.fn((_: readonly FieldProblem[]) => []),
  destroy: jest.fn(),
};
const mockMountForm = jest.fn(
  async (_container: HTMLElement, _mounting: FormMounting) => mockForm,
);

// form-js does not load here: the browser tests fill in real forms.
jest.mock('../../forms/mountForm', () => ({
  mountForm: (container: HTMLElement, mounting: FormMounting) =>
    mockMountForm(container, mounting),
}));

const SCHEMA = { components: [{ type: 'textfield', key: 'reason' }] };

const refusal = (status: number, code: string, more = {}) =>
  new BpmnApiError({
    type: 'about:blank',
    title: 'Refused',
    status,
    code,
    detail: 'Expected something else',
    ...more,
  });

/** Shows a task, over a back end that answers as it is told to. */
function show(answers: Partial<Record<keyof BpmnApi, unknown>> = {}) {
  const api = {
    getTask: jest.fn(async () => aTaskOfMine()),
    getInstance: jest.fn(async () => ({
      startedBy: 'user:default/ben',
      startedAt: '2026-01-01T00:00:00Z',
    })),
    listFiles: jest.fn(async () => ({ items: [] })),
    listTasks: jest.fn(async () => ({ items: [] })),
    listProcesses: jest.fn(async () => ({ items: [] })),
    completeTask: jest.fn(async () => aTaskOfMine()),
    claimTask: jest.fn(async () => aTaskOfMine()),
    assignTask: jest.fn(async () => aTaskOfMine()),
    saveTaskDraft: jest.fn(async () => {}),
    ...answers,
  };
  const catalogApi = {
    queryEntities: async () => ({
      items: [
        {
          kind: 'User',
          metadata: { name: 'ben', namespace: 'default' },
          spec: { profile: { displayName: 'Ben Lindqvist' } },
        },
      ],
    }),
  };
  renderInTestApp(<InboxRoutes />, {
    mountPath: '/tasks/*',
    initialRouteEntries: ['/tasks/task-1'],
    mountedRoutes: { '/tasks': inboxRouteRef },
    apis: [
      [bpmnApiRef, api as unknown as BpmnApi],
      [catalogApiRef, catalogApi],
      mockApis.identity({ userEntityRef: ME }),
    ],
  } as never);
  return api;
}

/** Until the end of a test. */
function beNarrow() {
  const unheard = () => {};
  Object.defineProperty(window, 'matchMedia', {
    value: (query: string) => ({
      matches: query.includes('max-width'),
      ...{ addListener: unheard, removeListener: unheard },
      ...{ addEventListener: unheard, removeEventListener: unheard },
    }),
    configurable: true,
  });
}

const button = (name: string) => screen.findByRole('button', { name });

describe('TaskPage', () => {
  afterEach(() => {
    jest.clearAllMocks();
    delete (window as { matchMedia?: unknown }).matchMedia;
  });

  it('should let me approve with a comment, and go to the inbox when nothing is left', async () => {
    // given
    const { completeTask } = show();
    // when
    await userEvent.type(await screen.findByLabelText('Comment'), 'Better');
    await userEvent.click(await button('Approve'));
    // then
    expect(completeTask).toHaveBeenCalledWith({
      taskId: 'task-1',
      body: { outcome: 'approved', comment: 'Better', shownHash: 'hash' },
    });
    expect(await screen.findByText('Done: Approve model')).toBeVisible();
    expect(screen.getByText('Nothing to do')).toBeVisible();
  });

  it.each([
    ['a decision after what it is about', {}, 'documents'],
    ['a form to fill in before documents', { formSchema: SCHEMA }, 'answer'],
    ['first that somebody was faster', { canComplete: false }, 'answer'],
  ])('should show %s on a telephone', async (_, more, first) => {
    // given
    beNarrow();
    // when
    show({ getTask: jest.fn(async () => aTaskOfMine(more)) });
    const answer = await screen.findByRole('group', { name: 'What to do' });
    const documents = screen.getByRole('region', {
      name: 'Documents and plots',
    });
    // then
    const { DOCUMENT_POSITION_PRECEDING, DOCUMENT_POSITION_FOLLOWING } = Node;
    expect(answer.compareDocumentPosition(documents)).toBe(
      first === 'documents'
        ? DOCUMENT_POSITION_PRECEDING
        : DOCUMENT_POSITION_FOLLOWING,
    );
  });

  it('should go to what is due next', async () => {
    // given
    const next = aTaskOfMine({ id: 'task-2', name: 'Check data' });
    const getTask = jest.fn(async ({ taskId }: { taskId: string }) =>
      taskId === 'task-2' ? next : aTaskOfMine(),
    );
    show({ getTask, listTasks: jest.fn(async () => ({ items: [next] })) });
    // when
    await userEvent.click(await button('Reject'));
    // then
    expect(
      await screen.findByRole('heading', { name: 'Check data' }),
    ).toBeVisible();
  });

  it('should say where the catalog names nobody to do it, and let me reassign it', async () => {
    // given
    const problem = 'Expected somebody, but the catalog names nobody.';
    const task = aTaskOfMine({ assignee: undefined, problem });
    // when
    show({ getTask: jest.fn(async () => task) });
    // then
    expect(await screen.findByText(problem)).toBeVisible();
    expect(await button('Claim')).toBeVisible();
    expect(await button('Reassign')).toBeVisible();
  });

  it('should ask to claim first', async () => {
    // given
    const getTask = jest
      .fn<Promise<unknown>, []>()
      .mockResolvedValueOnce(aTaskOfMine({ assignee: undefined }))
      .mockResolvedValue(aTaskOfMine());
    const { claimTask } = show({ getTask });
    expect(await button('Approve')).toBeDisabled();
    // when
    await userEvent.click(await button('Claim'));
    // then
    expect(claimTask).toHaveBeenCalledWith({ taskId: 'task-1' });
    await waitFor(async () => expect(await button('Approve')).toBeEnabled());
    await waitFor(() =>
      expect(screen.getByRole('group', { name: 'What to do' })).toHaveFocus(),
    );
  });

  it('should say who was faster, and lose nothing that was typed', async () => {
    // given
    const getTask = jest
      .fn<Promise<unknown>, []>()
      .mockResolvedValueOnce(aTaskOfMine())
      .mockResolvedValue(
        aTaskOfMine({
          state: 'completed',
          canComplete: false,
          canAssign: false,
          completedBy: 'user:default/ben',
          endedAt: '2026-01-02T00:00:00Z',
          outcome: 'rejected',
        }),
      );
    const completeTask = jest.fn(async () => {
      throw refusal(409, 'alreadyDecided');
    });
    show({ getTask, completeTask });
    // when
    await userEvent.type(await screen.findByLabelText('Comment'), 'Better');
    await userEvent.click(await button('Approve'));
    // then
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/Decided by ben .*: rejected/);
    expect(screen.getByLabelText('Comment')).toHaveValue('Better');
    expect(await button('Approve')).toBeDisabled();
  });

  it('should show what the back end finds wrong with a form at its fields', async () => {
    // given
    const fieldProblems = [
      { path: 'reason', code: 'required', message: 'This is needed.' },
    ];
    const completeTask = jest.fn(async () => {
      throw refusal(422, 'invalidForm', { fieldProblems });
    });
    const getTask = jest.fn(async () =>
      aTaskOfMine({ formSchema: SCHEMA as never }),
    );
    show({ getTask, completeTask });
    await waitFor(() => expect(mockMountForm).toHaveBeenCalled());
    const [, mounting] = mockMountForm.mock.calls[0];
    // when
    await act(async () => mounting.onSubmit({ reason: '' }, new Map()));
    // then
    await waitFor(() =>
      expect(mockForm.showProblems).toHaveBeenCalledWith(fieldProblems),
    );
    expect(mockMountForm).toHaveBeenCalledTimes(1);
  });

  it('should begin a form with what the run knows and what I had typed', async () => {
    // when
    const details = aTaskOfMine({
      formSchema: SCHEMA as never,
      variables: { reason: 'none', other: 1 },
      draft: { reason: 'half a' },
    });
    show({ getTask: jest.fn(async () => details) });
    // then
    await waitFor(() => expect(mockMountForm).toHaveBeenCalled());
    expect(mockMountForm.mock.calls[0][1].values).toEqual({
      reason: 'half a',
      other: 1,
    });
  });

  it('should show values that have changed until something is typed', async () => {
    // given
    jest.useFakeTimers();
    const details = (reason: string) =>
      aTaskOfMine({
        formSchema: SCHEMA as never,
        variables: { reason },
        shownHash: `hash of ${reason}`,
      });
    const getTask = jest
      .fn<Promise<unknown>, []>()
      .mockResolvedValueOnce(details('first'))
      .mockResolvedValueOnce(details('second'))
      .mockResolvedValue(details('third'));
    const { completeTask } = show({ getTask });
    const values = () => mockMountForm.mock.calls.map(([, one]) => one.values);
    await waitFor(() => expect(values()).toEqual([{ reason: 'first' }]));
    // when
    await act(async () => jest.advanceTimersByTime(POLLING));
    // then
    await waitFor(() =>
      expect(values()).toEqual([{ reason: 'first' }, { reason: 'second' }]),
    );
    // when
    const [, mounting] = mockMountForm.mock.calls[1];
    await act(async () => mounting.onChange({ reason: 'mine' }));
    await act(async () => jest.advanceTimersByTime(POLLING));
    await act(async () => mounting.onSubmit({ reason: 'mine' }, new Map()));
    jest.useRealTimers();
    // then
    expect(values()).toHaveLength(2);
    expect(completeTask).toHaveBeenCalledWith({
      taskId: 'task-1',
      body: { variables: { reason: 'mine' }, shownHash: 'hash of second' },
    });
  });

  it('should keep a comment for when I come back, also if I leave at once', async () => {
    // given
    const { saveTaskDraft } = show({
      getTask: jest.fn(async () =>
        aTaskOfMine({ draft: { comment: 'Better ' } }),
      ),
    });
    // when
    await userEvent.type(
      await screen.findByLabelText('Comment'),
      'than before',
    );
    await userEvent.click(screen.getByRole('link', { name: 'All tasks' }));
    // then
    expect(await screen.findByText('Nothing to do')).toBeVisible();
    expect(saveTaskDraft).toHaveBeenLastCalledWith({
      taskId: 'task-1',
      body: { variables: { comment: 'Better than before' } },
    });
  });

  it('should let me decide on what a form only shows', async () => {
    // given
    const formSchema = {
      components: [{ type: 'number', key: 'auc', readonly: true }],
    };
    const { completeTask } = show({
      getTask: jest.fn(async () => aTaskOfMine({ formSchema })),
    });
    await waitFor(() => expect(mockMountForm).toHaveBeenCalled());
    expect(screen.queryByText('Complete')).not.toBeInTheDocument();
    // when
    await userEvent.click(await button('Reject'));
    // then
    expect(completeTask).toHaveBeenCalledWith({
      taskId: 'task-1',
      body: { outcome: 'rejected', shownHash: 'hash' },
    });
  });

  it('should hand the task to somebody else', async () => {
    // given
    const { assignTask } = show();
    // when
    await userEvent.click(await button('Reassign'));
    await userEvent.type(await screen.findByLabelText('Person or group'), 'Be');
    await userEvent.click(await screen.findByText('Ben Lindqvist'));
    const [, confirm] = await screen.findAllByRole('button', {
      name: 'Reassign',
      hidden: true,
    });
    await userEvent.click(confirm);
    // then
    expect(assignTask).toHaveBeenCalledWith({
      taskId: 'task-1',
      body: { assignee: 'user:default/ben' },
    });
  });

  it('should show documents of the run beside it, HTML in a frame that can do nothing', async () => {
    // given
    const file = (name: string, contentType: string) => ({
      file: {
        $file: name,
        name,
        contentType,
        size: 10,
        sha256: '0'.repeat(64),
      },
    });
    const contents: Record<string, string> = {
      'scores.csv': 'id,score\n1,0.9\n',
      'report.html': '<h1>Report</h1>',
    };
    show({
      listFiles: jest.fn(async () => ({
        items: [
          file('scores.csv', 'text/csv'),
          file('report.html', 'text/html'),
        ],
      })),
      getFile: jest.fn(async ({ fileKey }: { fileKey: string }) => ({
        text: async () => contents[fileKey],
      })),
    });
    // then
    expect(
      await screen.findByRole('columnheader', { name: 'score' }),
    ).toBeVisible();
    const frame = await screen.findByTitle('report.html');
    expect(frame).toHaveAttribute('sandbox', '');
    expect(frame).toHaveAttribute('srcdoc', '<h1>Report</h1>');
  });
});
