import { identityApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { BpmnApiError } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { bpmnApiRef } from '../../api';
import { NewPipelinePage } from './NewPipelinePage';

const PATIENTLY = { timeout: 20_000 };

jest.setTimeout(60_000);

describe('NewPipelinePage', () => {
  let api: Record<string, jest.Mock>;

  const open = (groups = ['group:default/analytics', 'group:default/risk']) =>
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

  it('should explain why somebody without a team cannot begin one', async () => {
    // when
    open([]);
    // then
    expect(
      await screen.findByText(/not a member of one/, {}, PATIENTLY),
    ).toBeVisible();
  });
});
