import { useState } from 'react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { bpmnApiRef } from '../../api';
import { fakeApi, page } from '../../testing/runs';
import { RerunDrafts } from './rerunDrafts';
import { ScriptsPanel } from './ScriptsPanel';

const anAttempt = (id: string, elementId = 'score') => ({
  id,
  instanceId: 'run-1',
  elementId,
  number: 1,
  language: 'python',
  environment: 'base-python',
  state: 'completed',
  metrics: [],
  startedAt: '2026-11-02T08:00:04.000Z',
  startedBy: 'worker',
  code: `code of ${id}`,
  inputs: {},
  artifacts: [],
});

const nameOf = (id: string) => id;

/** A panel with buttons for what happens around it. */
const Page = () => {
  const [revision, setRevision] = useState(1);
  const [elementId, setElementId] = useState<string>();
  const [drafts] = useState(() => new Map());
  return (
    <RerunDrafts.Provider value={drafts}>
      <button onClick={() => setRevision(revision + 1)}>Move on</button>
      <button onClick={() => setElementId('earlier')}>Choose earlier</button>
      <button onClick={() => setElementId(undefined)}>Choose none</button>
      <ScriptsPanel
        instanceId="run-1"
        revision={revision}
        elementId={elementId}
        nameOf={nameOf}
      />
    </RerunDrafts.Provider>
  );
};

function show(attempts = [anAttempt('first')]) {
  const listScriptAttempts = jest.fn(
    async ({ elementId }: { elementId?: string; cursor?: string }) =>
      elementId
        ? page(anAttempt('of-earlier', elementId))
        : {
            items: attempts.slice(0, 200),
            nextCursor: attempts.length > 200 ? 'more' : undefined,
          },
  );
  renderInTestApp(<Page />, {
    apis: [
      [
        bpmnApiRef,
        fakeApi({
          listScriptAttempts,
          getScriptAttempt: async ({ attemptId }: { attemptId: string }) =>
            anAttempt(attemptId),
          async *followScriptLog() {},
        }),
      ],
    ],
  } as never);
  return { listScriptAttempts, attempts };
}

const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));

async function typeCode(code: string) {
  await userEvent.click(await screen.findByRole('tab', { name: 'Run again' }));
  await userEvent.clear(screen.getByLabelText('Code to run'));
  await userEvent.type(screen.getByLabelText('Code to run'), code);
}

const attemptsListed = (count: number) =>
  waitFor(() =>
    expect(screen.getAllByRole('button', { name: /Try 1/ })).toHaveLength(
      count,
    ),
  );

const codeToRun = async () => {
  await userEvent.click(await screen.findByRole('tab', { name: 'Run again' }));
  return screen.getByLabelText('Code to run');
};

describe('ScriptsPanel', () => {
  it('should show the latest run of a script while one only looks', async () => {
    // given
    const { attempts } = show();
    await screen.findByRole('tab', { name: 'Log' });
    // when
    attempts.unshift(anAttempt('second'));
    await press('Move on');
    // then
    await attemptsListed(2);
    expect(await codeToRun()).toHaveValue('code of second');
  });

  it('should stay with the one that somebody works on', async () => {
    // given
    const { attempts } = show();
    await typeCode('mine');
    // when
    attempts.unshift(anAttempt('second'));
    await press('Move on');
    // then
    await attemptsListed(2);
    expect(screen.getByLabelText('Code to run')).toHaveValue('mine');
  });

  it('should have what was typed when one comes back', async () => {
    // given
    show();
    await typeCode('mine');
    // when
    await press('Choose earlier');
    expect(await codeToRun()).toHaveValue('code of of-earlier');
    await press('Choose none');
    // then
    expect(await codeToRun()).toHaveValue('mine');
  });

  it('should ask for those of an element, and say that there are more', async () => {
    // given
    const { listScriptAttempts } = show(
      Array.from({ length: 201 }, (_, n) => anAttempt(`loop-${n}`)),
    );
    expect(await screen.findByText(/^The latest 200 are shown/)).toBeVisible();
    // when
    await press('Choose earlier');
    // then
    await attemptsListed(1);
    expect(screen.queryByText(/are shown/)).not.toBeInTheDocument();
    expect(listScriptAttempts).toHaveBeenLastCalledWith(
      expect.objectContaining({ elementId: 'earlier' }),
      expect.anything(),
    );
  });
});
