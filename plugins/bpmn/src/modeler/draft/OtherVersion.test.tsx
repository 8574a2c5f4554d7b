import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { DraftDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { bpmnApiRef } from '../../api';
import { aDefinition, page, TEAM } from '../../testing/runs';
import { OtherVersion } from './OtherVersion';

const draft: DraftDetails = {
  id: 'draft-1',
  processId: 'click-propensity',
  ownerRef: TEAM,
  revision: 4,
  contentHash: 'hash',
  savedBy: 'user:default/ada',
  savedAt: '2026-11-30T10:00:00.000Z',
  resources: [{ name: 'clicks.bpmn', content: '<mine />' }],
};
const deployed = { revision: 3, processDefinitionId: 'version-1' };
const before = '2026-11-30T09:00:00.000Z';
const after = '2026-11-30T11:00:00.000Z';
const latest = aDefinition({ id: 'version-2', version: 2, deployedAt: after });
const PATIENTLY = { timeout: 20_000 };

jest.setTimeout(60_000);

describe('OtherVersion', () => {
  let api: Record<string, jest.Mock>;
  let onOpen: jest.Mock;
  let saver: Record<string, unknown>;

  const show = (more: Partial<DraftDetails> = {}) => {
    const opened = { ...draft, ...more };
    api.listDrafts.mockResolvedValue(page(opened));
    return renderInTestApp(
      <OtherVersion
        draft={opened}
        editor={{ saver } as never}
        onOpen={onOpen}
      />,
      { apis: [[bpmnApiRef, api as never]] },
    );
  };
  const notice = () =>
    screen.findByText(/Version 2 was deployed since/, {}, PATIENTLY);
  const isAsked = (method: string) =>
    waitFor(() => expect(api[method]).toHaveBeenCalled(), PATIENTLY);

  beforeEach(() => {
    window.localStorage.clear();
    onOpen = jest.fn();
    saver = { saved: draft, flush: jest.fn(), replace: jest.fn() };
    api = {
      listProcesses: jest.fn(async () => page(latest)),
      listDrafts: jest.fn(),
      getDeployment: jest.fn(async () => ({
        resources: [{ name: 'clicks.bpmn' }],
      })),
      getDeploymentResource: jest.fn(async () => ({
        contentType: 'application/xml',
        content: '<theirs />',
      })),
      saveDraft: jest.fn(async () => ({ ...draft, revision: 5 })),
    };
  });

  it.each([
    ['it has changed since it was deployed', { deployed }],
    ['it was never deployed', {}],
  ])('should be told of a draft, also if %s', async (_, more) => {
    show(more);
    expect(await notice()).toBeVisible();
  });

  it.each([
    ['is what the draft holds', { contentHash: latest.contentHash }, {}],
    ['was there before a draft of its own', {}, { deployedAt: before }],
    [
      'was deployed from the draft in the meantime',
      { deployed: { ...deployed, processDefinitionId: 'version-2' } },
      {},
    ],
  ])('should not be told of if the version %s', async (_, more, version) => {
    // given
    api.listProcesses.mockResolvedValue(page({ ...latest, ...version }));
    // when
    show(more);
    await isAsked('listProcesses');
    // then
    expect(screen.queryByText(/was deployed since/)).toBeNull();
  });

  it('should not be told of a version of another process whose id only begins like it', async () => {
    // given
    const processId = `${latest.processId}-2`;
    api.listProcesses.mockResolvedValue(page({ ...latest, processId }));
    // when
    show();
    await isAsked('listProcesses');
    // then
    expect(screen.queryByText(/was deployed since/)).toBeNull();
  });

  it('should put the version into the draft, if that is confirmed', async () => {
    // given
    show({ deployed });
    await notice();
    const resources = [
      {
        name: 'clicks.bpmn',
        contentType: 'application/xml',
        content: '<theirs />',
      },
    ];
    // when
    await userEvent.click(
      screen.getByRole('button', { name: 'Begin anew from it' }),
    );
    expect(api.saveDraft).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Begin anew' }));
    // then
    await waitFor(() =>
      expect(onOpen).toHaveBeenCalledWith({ ...draft, revision: 5, resources }),
    );
    expect(api.saveDraft).toHaveBeenCalledWith({
      draftId: 'draft-1',
      body: { resources, ifRevision: 4 },
    });
    expect(saver.replace).toHaveBeenCalledTimes(1);
  });

  it('should not be told of again where somebody goes on with the draft', async () => {
    // given
    const first = show({ deployed });
    await notice();
    // when
    await userEvent.click(
      screen.getByRole('button', { name: 'Go on with the draft' }),
    );
    // then
    expect(screen.queryByText(/was deployed since/)).toBeNull();

    // when
    first.unmount();
    api.listProcesses.mockClear();
    show({ deployed });
    await isAsked('listProcesses');
    // then
    expect(screen.queryByText(/was deployed since/)).toBeNull();
  });
});
