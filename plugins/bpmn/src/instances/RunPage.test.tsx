import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { BpmnApi } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { bpmnApiRef } from '../api';
import { pipelinesRouteRef } from '../routes';
import { aDefinition, aRun, fakeApi, MODEL, page } from '../testing/runs';
import { aTask } from '../testing/tasks';
import { RunPage } from './RunPage';

jest.mock('../diagram/createDiagram', () => ({
  createDiagram: () => ({
    draw: async () => {},
    mark: () => {},
    zoom: () => {},
    destroy: () => {},
  }),
}));

const INCIDENT = {
  id: 'incident-1',
  instanceId: 'run-1',
  processId: 'click-propensity',
  ownerRef: 'group:default/analytics',
  elementId: 'score',
  elementInstanceKey: 4,
  kind: 'jobFailed',
  message: 'ZeroDivisionError: division by zero',
  raisedAt: '2026-11-02T08:00:05.000Z',
};

const VARIABLES = [
  { scopeKey: 1, name: 'amount', value: 0 },
  { scopeKey: 1, name: 'secret', value: { $redacted: true } },
];

type Decision = AuthorizeResult.ALLOW | AuthorizeResult.DENY;

/** News that a test lets come when it likes. */
function newsOf() {
  let tell = (_: unknown) => {};
  const coming = new Promise(resolve => {
    tell = resolve;
  });
  return {
    tell: (entry: unknown) => tell(entry),
    async *follow() {
      yield await coming;
      await new Promise(() => {});
    },
  };
}

function show(
  answers: Partial<Record<keyof BpmnApi, unknown>> = {},
  authorize = AuthorizeResult.ALLOW as Decision,
) {
  const news = newsOf();
  const api = {
    getHealth: async () => ({ isKeepingUp: true }),
    getProcess: async () => aDefinition(),
    getProcessDefinitionXml: async () => MODEL,
    getInstance: jest.fn(async () => aRun()),
    listElementInstances: jest.fn(async () =>
      page<object>(
        { key: 1, elementId: 'click-propensity', scopeKey: 0 },
        { key: 4, elementId: 'score', scopeKey: 1 },
      ),
    ),
    listIncidents: jest.fn(async () => page<unknown>()),
    listVariables: async () => page(...VARIABLES),
    listHistory: async () => page(),
    listScriptAttempts: async () => page(),
    followInstance: news.follow,
    async *followScriptLog() {},
  };
  renderInTestApp(<RunPage />, {
    mountPath: '/pipelines/runs/:instanceId',
    initialRouteEntries: ['/pipelines/runs/run-1'],
    mountedRoutes: {
      '/pipelines': pipelinesRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
    apis: [
      [bpmnApiRef, fakeApi({ ...api, ...answers })],
      mockApis.permission({ authorize }),
    ],
  } as never);
  return { ...api, news };
}

describe('RunPage', () => {
  it('should show where the run stands', async () => {
    show();
    expect(
      await screen.findByRole('heading', { name: 'November' }),
    ).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent('Running');
    expect(await screen.findByText('Score model: running')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Click propensity' }),
    ).toHaveAttribute('href', '/pipelines/click-propensity');
  });

  it('should move without a reload', async () => {
    // given
    const { news, listElementInstances, getInstance } = show();
    await screen.findByText('Score model: running');
    // when
    listElementInstances.mockResolvedValue(
      page(
        { key: 1, elementId: 'click-propensity', scopeKey: 0 },
        { key: 5, elementId: 'approve', scopeKey: 1 },
      ),
    );
    getInstance.mockResolvedValue(aRun({ revision: 4 }));
    news.tell({
      revision: 4,
      at: '2026-11-02T08:00:09.000Z',
      actor: 'worker',
      changes: [{ type: 'elementEntered', key: 5, elementId: 'approve' }],
    });
    // then
    expect(await screen.findByText('Approve: running')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Timeline' }));
    expect(screen.getByText('Approve has begun')).toBeVisible();
  });

  it('should say whom it waits for, and lead there', async () => {
    // when
    show({
      getInstance: async () => aRun({ hasOpenTasks: true }),
      listTasks: async ({ state }: { state?: string }) =>
        state === 'open' ? page(aTask({ assignee: 'service:x' })) : page(),
    });
    // then
    expect(
      await screen.findByRole('link', { name: 'Approve model' }),
    ).toHaveAttribute('href', '/tasks/task-1');
    expect(screen.getByText(/Waits for/)).toHaveTextContent('service:x');
    expect(screen.getByRole('status')).toHaveTextContent('Waiting for people');
  });

  it('should say what people have answered', async () => {
    // given
    const approved = aTask({
      state: 'completed',
      outcome: 'approved',
      completedBy: 'service:x',
      endedAt: '2026-11-02T08:00:00.000Z',
    });
    const later = aTask({
      id: 'task-0',
      name: 'Choose data',
      state: 'completed',
      endedAt: '2026-11-02T09:00:00.000Z',
    });
    // when
    show({
      listTasks: async ({ state }: { state?: string }) =>
        state === 'completed' ? page(approved, later) : page(),
    });
    // then
    const answers = await screen.findByRole('list', { name: 'Answers' });
    const [latest, first] = within(answers).getAllByRole('listitem');
    expect(latest).toHaveTextContent(/^Choose data: done,/);
    expect(first).toHaveTextContent(/^Approve model: approved by service:x,/);
    expect(within(first).getByRole('link')).toHaveAttribute(
      'href',
      '/tasks/task-1',
    );
  });

  it('should mark what is sensitive instead of showing it', async () => {
    show();
    await userEvent.click(
      await screen.findByRole('tab', { name: 'Variables' }),
    );
    const row = screen.getByRole('row', { name: /^secret/ });
    expect(row).toHaveTextContent('hidden, because it is sensitive');
    expect(screen.getByRole('row', { name: /^amount/ })).toHaveTextContent(
      'the process',
    );
  });

  it('should let one try again with other variables, and send only those that changed', async () => {
    // given
    const resolveIncident = jest.fn(async () => aRun());
    show({ listIncidents: async () => page(INCIDENT), resolveIncident });
    const panel = within(
      await screen.findByRole('region', { name: 'Incident at Score model' }),
    );
    expect(panel.getByText(INCIDENT.message)).toBeVisible();
    // when
    await userEvent.click(
      panel.getByRole('button', { name: 'Edit variables' }),
    );
    const field = panel.getByLabelText('Variables of the process');
    expect(field).toHaveValue('{\n  "amount": 0\n}');
    await userEvent.clear(field);
    await userEvent.type(field, '{{"amount": 4}');
    await userEvent.click(panel.getByRole('button', { name: 'Retry' }));
    // then
    expect(resolveIncident).toHaveBeenCalledWith({
      incidentId: 'incident-1',
      body: { variables: { amount: 4 } },
    });
  });

  it('should show the line of the script that has failed', async () => {
    const attempt = {
      id: 'attempt-1',
      elementInstanceKey: 4,
      line: 2,
      message: 'division by zero',
      startedAt: '2026-11-02T08:00:04.000Z',
      state: 'failed',
      code: 'amount = 0\n1 / amount\n',
      metrics: [],
      inputs: {},
      artifacts: [],
      startedBy: 'worker',
    };
    show({
      listIncidents: async () => page(INCIDENT),
      listScriptAttempts: async () => page(attempt),
      getScriptAttempt: async () => attempt,
    });
    const code = await screen.findByRole('region', {
      name: 'Line 2 of the script',
    });
    expect(within(code).getByTitle('division by zero')).toHaveTextContent(
      '1 / amount',
    );
  });

  it('should ask before it cancels', async () => {
    // given
    const cancelInstance = jest.fn(async () => aRun({ state: 'terminated' }));
    show({ cancelInstance });
    // when
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel run' }),
    );
    expect(cancelInstance).not.toHaveBeenCalled();
    await userEvent.click(
      screen.getByRole('button', { name: 'Cancel the run' }),
    );
    // then
    expect(cancelInstance).toHaveBeenCalledWith({ instanceId: 'run-1' });
    await waitFor(() =>
      expect(screen.queryByText('Cancel this run?')).not.toBeInTheDocument(),
    );
  });

  it('should resume what is suspended, and say why it cannot', async () => {
    // given
    const resumeInstance = jest.fn(async () => {
      throw new Error('Expected a suspended instance, but it runs');
    });
    show({
      getInstance: async () => aRun({ state: 'suspended' }),
      resumeInstance,
    });
    // when
    await userEvent.click(
      await screen.findByRole('button', { name: 'Resume' }),
    );
    // then
    expect(await screen.findByText(/^Expected a suspended/)).toBeVisible();
  });

  it('should say to those who may not change it that they may not', async () => {
    show({ listIncidents: async () => page(INCIDENT) }, AuthorizeResult.DENY);
    await screen.findByRole('button', { name: 'Retry' });
    await waitFor(() =>
      ['Suspend', 'Cancel run', 'Retry', 'Edit variables'].forEach(name =>
        expect(
          screen.getByRole('button', { name }),
        ).toHaveAccessibleDescription(/^You may not change this run/),
      ),
    );
  });

  it('should offer nothing for a run that has ended', async () => {
    const endedAt = '2026-11-02T08:01:05.000Z';
    show({ getInstance: async () => aRun({ state: 'completed', endedAt }) });
    expect(await screen.findByText('took 1 min 5 s')).toBeVisible();
    expect(screen.queryByText('Cancel run')).not.toBeInTheDocument();
  });
});
