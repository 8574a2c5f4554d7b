import { identityApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  BpmnApiError,
  type Draft,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { bpmnApiRef } from '../../api';
import { NewPipelinePage } from './NewPipelinePage';

const ANALYTICS = 'group:default/analytics';
const RISK = 'group:default/risk';
const aDraft = (processId: string, ownerRef = RISK): Draft => ({
  id: `id of ${processId}`,
  processId,
  ownerRef,
  revision: 3,
  contentHash: 'hash',
  savedBy: 'user:default/ada',
  savedAt: '2026-11-30T10:00:00.000Z',
});
const PATIENTLY = { timeout: 20_000 };

jest.setTimeout(60_000);

describe('NewPipelinePage', () => {
  let api: Record<string, jest.Mock>;

  const open = (groups = [ANALYTICS, RISK]) =>
    renderInTestApp(<NewPipelinePage />, {
      initialRouteEntries: ['/?owner=group:default/risk'],
      apis: [
        [bpmnApiRef, api as never],
        [catalogApiRef, catalogApiMock()],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: 'user:default/ada',
            ownershipEntityRefs: ['user:default/ada', ...groups],
          }),
        ],
      ],
    });

  beforeEach(() => {
    api = {
      createDraft: jest.fn(async () => ({ id: 'draft-1' })),
      listDrafts: jest.fn(async () => ({ items: [] })),
      deleteDraft: jest.fn(),
    };
  });

  it('should begin a draft with an id made of the name, for the team that was asked for', async () => {
    // given
    open();
    // when
    await userEvent.type(
      await screen.findByLabelText(/Name/, {}, PATIENTLY),
      'Click propensity',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Start drawing' }),
    );
    // then
    expect(api.createDraft).toHaveBeenCalledWith({
      body: {
        processId: 'click-propensity',
        ownerRef: 'group:default/risk',
        resources: [
          {
            name: 'click-propensity.bpmn',
            content: expect.stringContaining('name="Click propensity"'),
          },
        ],
      },
    });
  });

  it('should say what to do if there is such a draft already', async () => {
    // given
    api.createDraft.mockRejectedValue(
      new BpmnApiError({
        type: '',
        title: '',
        status: 409,
        code: 'draftExists',
        detail: '',
      }),
    );
    open();
    // when
    await userEvent.type(
      await screen.findByLabelText(/Name/, {}, PATIENTLY),
      'Report',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Start drawing' }),
    );
    // then
    expect(
      await screen.findByText(/has a draft of report already/, {}, PATIENTLY),
    ).toBeVisible();
  });

  it("should offer the drafts of one's own teams, and leave in view what is there while more is read", async () => {
    // given
    const drafts = Array.from({ length: 30 }, (_, index) =>
      aDraft(`report-${index + 10}`),
    );
    let goOn = () => {};
    const held = new Promise<void>(resolve => {
      goOn = resolve;
    });
    api.listDrafts.mockImplementation(async ({ ownerRef, limit }) => {
      if (limit > 20) {
        await held;
      }
      const items = ownerRef === RISK ? drafts : [aDraft('audit', ANALYTICS)];
      return {
        items: items.slice(0, limit),
        nextCursor: items.length > limit ? 'more' : undefined,
      };
    });
    open();
    expect(
      await screen.findByRole('link', { name: 'audit' }, PATIENTLY),
    ).toBeVisible();
    const count = () =>
      within(screen.getByRole('list', { name: 'Drafts' })).getAllByRole('link')
        .length;
    expect(count()).toBe(20);
    const more = screen.getByRole('button', { name: 'Show more' });
    // when
    await userEvent.click(more);
    // then
    expect(count()).toBe(20);
    expect(more).toHaveFocus();

    // when
    goOn();
    // then
    await waitFor(() => expect(count()).toBe(31));
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('should delete a draft, if that is confirmed, unless somebody else has changed it', async () => {
    // given
    const drafts = [aDraft('report')];
    api.listDrafts.mockImplementation(async ({ ownerRef }) => ({
      items: ownerRef === RISK ? [...drafts] : [],
    }));
    api.deleteDraft
      .mockRejectedValueOnce(new Error('Somebody has changed it'))
      .mockImplementationOnce(async () => {
        drafts.pop();
      });
    open();
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
    expect(await screen.findByText('Somebody has changed it')).toBeVisible();

    // when
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
    // then
    expect(await screen.findByText('There are none yet.')).toBeVisible();
    expect(api.deleteDraft).toHaveBeenLastCalledWith({
      draftId: 'id of report',
      ifRevision: 3,
    });
    await waitFor(() =>
      expect(
        screen.getByRole('heading', { name: 'Or go on with a draft' }),
      ).toHaveFocus(),
    );
  });

  it('should explain why somebody without a team cannot begin one', async () => {
    // when
    open([]);
    // then
    expect(
      await screen.findByText(/not a member of one/, {}, PATIENTLY),
    ).toBeVisible();
  });
});
