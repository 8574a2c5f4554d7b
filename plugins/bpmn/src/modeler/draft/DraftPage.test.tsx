import { identityApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { DraftDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link, Route, Routes } from 'react-router-dom';
import { bpmnApiRef } from '../../api';
import { ME, TEAM } from '../../testing/runs';
import { emptyProcess } from '../create/emptyProcess';
import { FakeModeler } from '../testing/fakeModeler';
import { DraftPage } from './DraftPage';

let mockModeler: FakeModeler;
jest.mock('../canvas/createModeler', () => ({
  createModeler: () => mockModeler,
}));

const XML = emptyProcess({ processId: 'report', name: 'Report' });
const DRAWN = XML.replace('"Report"', '"Drawn"');
const draft: DraftDetails = {
  id: 'draft-1',
  processId: 'report',
  ownerRef: TEAM,
  revision: 1,
  contentHash: 'hash',
  savedBy: ME,
  savedAt: '2026-11-30T10:00:00.000Z',
  resources: [{ name: 'report.bpmn', content: XML }],
};
const PATIENTLY = { timeout: 20_000 };

jest.setTimeout(60_000);

describe('DraftPage', () => {
  let api: Record<string, jest.Mock>;

  const open = async (groups: readonly string[] = [TEAM]) => {
    renderInTestApp(
      <>
        <Link to="/">All</Link>
        <Link to="/draft-1">Report</Link>
        <Routes>
          <Route path="/:draftId" element={<DraftPage />} />
          <Route path="/" element={<p>Elsewhere</p>} />
          <Route path="/modeler" element={<p>The modeler</p>} />
        </Routes>
      </>,
      {
        initialRouteEntries: ['/draft-1'],
        apis: [
          [bpmnApiRef, api as never],
          [catalogApiRef, catalogApiMock()],
          [
            identityApiRef,
            mockApis.identity({
              userEntityRef: ME,
              ownershipEntityRefs: [ME, ...groups],
            }),
          ],
        ],
        mountedRoutes: {
          '/catalog/:namespace/:kind/:name': entityRouteRef as never,
        },
      },
    );
    await screen.findByRole('button', { name: 'Deploy' }, PATIENTLY);
  };
  const isOpen = () =>
    waitFor(
      () =>
        expect(screen.getByRole('button', { name: 'Export' })).toBeEnabled(),
      PATIENTLY,
    );

  beforeEach(() => {
    window.sessionStorage.clear();
    mockModeler = new FakeModeler();
    api = {
      getDraft: jest.fn(async () => draft),
      getHealth: jest.fn(async () => ({ scripts: [] })),
      listProcesses: jest.fn(async () => ({ items: [] })),
      listScriptEnvironments: jest.fn(async () => ({ items: [] })),
      listElementTemplates: jest.fn(async () => ({ items: [] })),
      saveDraft: jest.fn(async () => ({ ...draft, revision: 2 })),
      deleteDraft: jest.fn(async () => {}),
    };
  });

  it('should only show a draft of a team that one does not belong to', async () => {
    // given
    await open(['group:default/others']);
    await isOpen();
    // when
    act(() => mockModeler.draw(DRAWN));
    // then
    expect(screen.getByText(/of which you are not a member/)).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent('Read only');
    expect(screen.getByRole('button', { name: 'Deploy' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Import' })).toBeDisabled();

    // when
    await userEvent.click(screen.getByText('All'));
    // then
    expect(api.saveDraft).not.toHaveBeenCalled();
  });

  it('should keep what could not be saved when one has left, and offer it when one comes back', async () => {
    // given
    api.saveDraft.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await open();
    await isOpen();
    act(() => mockModeler.draw(DRAWN));
    // when
    await userEvent.click(screen.getByText('All'));
    // then
    expect(
      await screen.findByText(/report could not be saved, but are kept/),
    ).toBeInTheDocument();

    // when
    await userEvent.click(screen.getByText('Report'));
    await screen.findByText('Changes that were not saved', {}, PATIENTLY);
    expect(mockModeler.xml).toBe(XML);
    await userEvent.click(
      screen.getByRole('button', { name: 'Go on with them' }),
    );
    // then
    expect(mockModeler.xml).toBe(DRAWN);
    await waitFor(() => expect(api.saveDraft).toHaveBeenCalledTimes(2));
    expect(api.saveDraft.mock.calls[1][0].body.resources).toEqual([
      { name: 'report.bpmn', content: DRAWN },
    ]);
    await waitFor(() => expect(window.sessionStorage).toHaveLength(0));
  });

  it('should let one delete a draft that cannot be drawn', async () => {
    // given
    api.getDraft.mockResolvedValue({ ...draft, resources: [] });
    await open();
    // when
    await userEvent.click(
      await screen.findByRole(
        'button',
        { name: 'Delete the draft of report' },
        PATIENTLY,
      ),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
    // then
    expect(await screen.findByText('The modeler')).toBeVisible();
    expect(api.deleteDraft).toHaveBeenCalledWith({
      draftId: 'draft-1',
      ifRevision: 1,
    });
  });
});
