import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  BpmnApiError,
  type DraftDetails,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { bpmnApiRef } from '../../api';
import { emptyProcess } from '../create/emptyProcess';
import { FakeModeler } from '../testing/fakeModeler';
import { DraftEditor } from './DraftEditor';

let mockModeler: FakeModeler;
jest.mock('../canvas/createModeler', () => ({
  createModeler: () => mockModeler,
}));

const XML = emptyProcess({ processId: 'report', name: 'Report' });
const draft: DraftDetails = {
  id: 'draft-1',
  processId: 'report',
  ownerRef: 'group:default/analytics',
  revision: 1,
  contentHash: 'hash',
  savedBy: 'user:default/ada',
  savedAt: '2026-11-30T10:00:00.000Z',
  resources: [{ name: 'report.bpmn', content: XML }],
};
const PATIENTLY = { timeout: 20_000 };

jest.setTimeout(60_000);

describe('DraftEditor', () => {
  let api: Record<string, jest.Mock>;
  let onOpen: jest.Mock;

  const open = async () => {
    renderInTestApp(<DraftEditor draft={draft} onOpen={onOpen} />, {
      apis: [
        [bpmnApiRef, api as never],
        [catalogApiRef, catalogApiMock()],
      ],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
    });
    await waitFor(
      () =>
        expect(screen.getByRole('button', { name: 'Deploy' })).toBeEnabled(),
      PATIENTLY,
    );
  };
  const refusal = (status: number, code = 'refused') =>
    new BpmnApiError({
      type: '',
      title: '',
      status,
      code,
      detail: 'Expected …',
      parameters: {
        savedBy: 'service:ci',
        savedAt: '2026-11-30T10:05:00.000Z',
      },
    });
  const problem = (severity: 'error' | 'warning') => ({
    resource: 'report.bpmn',
    elementId: 'start',
    rule: 'some-rule',
    severity,
    message: 'Expected an end, but there is none',
  });

  beforeEach(() => {
    mockModeler = new FakeModeler();
    onOpen = jest.fn();
    window.sessionStorage.clear();
    api = {
      getHealth: jest.fn(async () => ({ scripts: [] })),
      listProcesses: jest.fn(async () => ({ items: [] })),
      getDraft: jest.fn(),
      listScriptEnvironments: jest.fn(async () => ({ items: [] })),
      listElementTemplates: jest.fn(async () => ({ items: [] })),
      saveDraft: jest.fn(async () => ({ ...draft, revision: 2 })),
      checkResources: jest.fn(async () => ({ problems: [] })),
      deploy: jest.fn(async () => ({
        problems: [],
        definitions: [{ id: 'd', processId: 'report', version: 3 }],
      })),
      createDraft: jest.fn(async () => ({ ...draft, id: 'draft-2' })),
    };
  });

  it('should save what is drawn, and say so', async () => {
    // given
    await open();
    expect(screen.getByRole('status')).toHaveTextContent('Saved');
    // when
    act(() => mockModeler.draw(XML.replace('Report', 'Other')));
    // then
    expect(screen.getByRole('status')).toHaveTextContent('Unsaved changes');
    await waitFor(
      () => expect(screen.getByRole('status')).toHaveTextContent('Saved'),
      PATIENTLY,
    );
    expect(api.saveDraft.mock.calls[0][0]).toMatchObject({
      body: { ifRevision: 1 },
    });
  });

  it('should say why what is drawn is refused, and try again when somebody asks for it', async () => {
    // given
    api.saveDraft.mockRejectedValueOnce(refusal(422, 'notDraftable'));
    await open();
    // when
    act(() => mockModeler.draw(XML.replace('Report', 'Other')));
    // then
    expect(
      await screen.findByText('Not saved: Expected …', {}, PATIENTLY),
    ).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent('Not saved');

    // when
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    // then
    await waitFor(
      () => expect(screen.getByRole('status')).toHaveTextContent('Saved'),
      PATIENTLY,
    );
  });

  it('should say who else has saved the draft, and take theirs if that is wanted', async () => {
    // given
    const theirs = { ...draft, revision: 2 };
    api.saveDraft.mockRejectedValue(refusal(409, 'draftChanged'));
    api.getDraft
      .mockRejectedValueOnce(refusal(503))
      .mockResolvedValueOnce(theirs);
    await open();
    // when
    act(() => mockModeler.draw(XML.replace('Report', 'Other')));
    // then
    expect(await screen.findByText(/service:ci/, {}, PATIENTLY)).toBeVisible();

    // when it cannot be read
    await userEvent.click(screen.getByRole('button', { name: 'Take theirs' }));
    // then
    expect(await screen.findByText('Expected …')).toBeVisible();
    expect(screen.getByText(/Not saved: somebody else/)).toBeInTheDocument();
    expect(onOpen).not.toHaveBeenCalled();

    // when
    await userEvent.click(screen.getByRole('button', { name: 'Take theirs' }));
    // then
    await waitFor(() => expect(onOpen).toHaveBeenCalledWith(theirs));
    expect(window.sessionStorage).toHaveLength(0);
  });

  it('should keep what is drawn here as one draft of its own, however often one asks', async () => {
    // given
    api.saveDraft.mockRejectedValue(refusal(409, 'draftChanged'));
    api.createDraft.mockReturnValue(new Promise(() => {}));
    await open();
    act(() => mockModeler.draw(XML.replace('Report', 'Other')));
    const keep = await screen.findByRole(
      'button',
      { name: 'Keep mine' },
      PATIENTLY,
    );
    // when
    await userEvent.click(keep);
    // then
    expect(keep).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Take theirs' })).toBeDisabled();
    expect(api.createDraft).toHaveBeenCalledTimes(1);
  });

  it('should mark problems while somebody draws, and lead to their elements', async () => {
    // given
    await open();
    // when
    act(() =>
      mockModeler.draw(
        XML.replace('<bpmn:startEvent', '<bpmn:userTask id="ask" />$&'),
      ),
    );
    await waitFor(() => expect(mockModeler.marked).toContain('ask'), PATIENTLY);
    await userEvent.click(
      screen.getByRole('button', { name: /warning|error/ }),
    );
    const [first] = screen
      .getByRole('list', { name: 'Problems' })
      .querySelectorAll('[role=button]');
    await userEvent.click(first);
    // then
    expect(mockModeler.selected).toBe('ask');
  });

  it('should deploy the draft that it has checked, and say what it has become', async () => {
    // given
    await open();
    await userEvent.click(screen.getByRole('button', { name: 'Deploy' }));
    await screen.findByText('No problems found.', {}, PATIENTLY);
    // when
    await userEvent.click(screen.getByRole('button', { name: 'Deploy' }));
    // then
    expect(
      await screen.findByText(/is deployed as version 3/, {}, PATIENTLY),
    ).toBeVisible();
    expect(api.deploy).toHaveBeenCalledWith({
      body: {
        ownerRef: 'group:default/analytics',
        resources: [{ name: 'report.bpmn', content: XML }],
        draft: { id: 'draft-1', revision: 1 },
      },
    });
  });

  it('should not deploy what the back end finds errors in, and show them on the diagram', async () => {
    // given
    api.checkResources.mockResolvedValue({ problems: [problem('error')] });
    await open();
    // when
    await userEvent.click(screen.getByRole('button', { name: 'Deploy' }));
    // then
    const message = await screen.findByText(
      'Expected an end, but there is none',
      {},
      PATIENTLY,
    );
    expect(screen.queryByRole('button', { name: 'Deploy' })).toBeNull();
    expect(mockModeler.marked).toEqual(['start']);

    // when
    await userEvent.click(message);
    // then
    expect(mockModeler.selected).toBe('start');
  });
});
