import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  BpmnApiError,
  type ScriptRunnerStatus,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { screen, waitFor } from '@testing-library/react';
import { bpmnApiRef } from '../api';
import { fakeApi } from '../testing/runs';
import { ScriptWarnings } from './ScriptWarnings';

const runner = (more: Partial<ScriptRunnerStatus>): ScriptRunnerStatus => ({
  languages: ['python', 'r'],
  isReady: true,
  isIsolated: true,
  notes: [],
  running: 0,
  queued: 0,
  ...more,
});

function show(getHealth: () => Promise<unknown>) {
  const asked = jest.fn(getHealth);
  renderInTestApp(<ScriptWarnings />, {
    apis: [[bpmnApiRef, fakeApi({ getHealth: asked })]],
  } as never);
  return asked;
}

describe('ScriptWarnings', () => {
  it('should say nothing while all is well', async () => {
    const asked = show(async () => ({ scripts: [runner({})] }));
    await waitFor(() => expect(asked).toHaveBeenCalled());
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('should warn of scripts without a sandbox', async () => {
    show(async () => ({ scripts: [runner({ isIsolated: false })] }));
    expect(
      await screen.findByText('Scripts run without a sandbox'),
    ).toBeVisible();
  });

  it('should say why scripts cannot run', async () => {
    const notes = ['Expected user namespaces, but they are off.'];
    show(async () => ({ scripts: [runner({ isReady: false, notes })] }));
    expect(
      await screen.findByText('Scripts in python and r cannot run'),
    ).toBeVisible();
    expect(screen.getByText(notes[0])).toBeVisible();
  });

  it('should also do so while the workers are behind', async () => {
    show(async () => {
      throw new BpmnApiError({
        type: 'x',
        title: 'x',
        status: 503,
        code: 'workersBehind',
        detail: 'Expected the workers to keep up, but they do not',
        parameters: { scripts: [{ ...runner({ isIsolated: false }) }] },
      });
    });
    expect(await screen.findByText(/waits longer than/)).toBeVisible();
    expect(screen.getByText('Scripts run without a sandbox')).toBeVisible();
  });
});
