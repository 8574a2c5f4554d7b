import { useState } from 'react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Incident } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../api';
import { fakeApi, page } from '../testing/runs';
import { Incidents } from './Incidents';

const anIncident = (elementId: string): Incident => ({
  id: `incident-of-${elementId}`,
  instanceId: 'run-1',
  processId: 'click-propensity',
  ownerRef: 'group:default/analytics',
  elementId,
  elementInstanceKey: 4,
  kind: 'jobFailed',
  message: `${elementId} has failed`,
  raisedAt: '2026-11-02T08:00:05.000Z',
});

const nameOf = (id: string) => id;

/** Incidents with buttons for what happens around them. */
const Page = ({ incidents }: { incidents: readonly Incident[] }) => {
  const [selected, setSelected] = useState<string>();
  const [amount, setAmount] = useState(0);
  return (
    <>
      {['load', 'score', undefined].map(id => (
        <button key={`${id}`} onClick={() => setSelected(id)}>
          Choose {id ?? 'none'}
        </button>
      ))}
      <button onClick={() => setAmount(7)}>Move on</button>
      <Incidents
        incidents={incidents}
        variables={{ amount }}
        selected={selected}
        nameOf={nameOf}
        onResolved={() => {}}
      />
    </>
  );
};

function show(incidents: readonly Incident[]) {
  const resolveIncident = jest.fn(async () => ({}));
  renderInTestApp(<Page incidents={incidents} />, {
    apis: [
      [
        bpmnApiRef,
        fakeApi({ resolveIncident, listScriptAttempts: async () => page() }),
      ],
    ],
  } as never);
  return resolveIncident;
}

const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));

const panelOf = (elementId: string) =>
  screen.findByRole('region', { name: `Incident at ${elementId}` });

describe('Incidents', () => {
  it('should keep what was typed for one while another element is looked at', async () => {
    // given
    show([anIncident('load'), anIncident('score')]);
    const panel = within(await panelOf('load'));
    await userEvent.click(
      panel.getByRole('button', { name: 'Edit variables' }),
    );
    const label = 'Variables of the process';
    await userEvent.clear(panel.getByLabelText(label));
    await userEvent.type(panel.getByLabelText(label), 'mine');
    // when
    await press('Choose score');
    expect(screen.getByText('score has failed')).toBeVisible();
    expect(screen.getByText('load has failed')).not.toBeVisible();
    await press('Choose load');
    // then
    expect(panel.getByLabelText(label)).toBeVisible();
    expect(panel.getByLabelText(label)).toHaveValue('mine');
  });

  it('should edit the variables as they are when one begins', async () => {
    // given
    const resolveIncident = show([anIncident('load')]);
    const panel = within(await panelOf('load'));
    await press('Move on');
    // when
    await userEvent.click(
      panel.getByRole('button', { name: 'Edit variables' }),
    );
    expect(panel.getByLabelText('Variables of the process')).toHaveValue(
      '{\n  "amount": 7\n}',
    );
    await userEvent.click(panel.getByRole('button', { name: 'Retry' }));
    // then
    expect(resolveIncident).toHaveBeenCalledWith({
      incidentId: 'incident-of-load',
      body: {},
    });
  });

  it('should say that there are more than it shows', async () => {
    show(['a', 'b', 'c', 'd', 'e', 'f'].map(anIncident));
    expect(await screen.findByText(/^1 more incidents/)).toBeVisible();
    expect(screen.queryByText('f has failed')).not.toBeInTheDocument();
  });
});
