import { renderInTestApp } from '@backstage/frontend-test-utils';
import type {
  BpmnApi,
  ScriptAttemptDetails,
  ScriptLogLine,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { bpmnApiRef } from '../../api';
import { fakeApi } from '../../testing/runs';
import { AttemptView } from './AttemptView';

const ATTEMPT: ScriptAttemptDetails = {
  id: 'attempt-1',
  instanceId: 'run-1',
  processDefinitionId: 'version-1',
  elementId: 'score',
  elementInstanceKey: 4,
  number: 2,
  language: 'python',
  environment: 'base-python',
  codeSha256: 'a'.repeat(64),
  isEdited: false,
  state: 'completed',
  wall: 1500,
  cpu: 700,
  memory: 3 * 1024 * 1024,
  metrics: [{ name: 'auc', value: 0.81, at: '2026-11-02T08:00:04.000Z' }],
  logLines: 2,
  logBytes: 30,
  startedAt: '2026-11-02T08:00:04.000Z',
  startedBy: 'worker',
  code: 'def score(amount):\n  return 1 / amount\n\nscore(amount)',
  inputs: { amount: 3, token: { $redacted: true } },
  outputs: { score: 0.33 },
  artifacts: [
    {
      kind: 'table',
      name: 'table-1.csv',
      title: 'Scores',
      size: 20,
      preview: { columns: ['id'], rows: [['7']], rowCount: 60 },
    },
  ],
};

const line = (seq: number, more: Partial<ScriptLogLine>): ScriptLogLine => ({
  seq,
  level: 'info',
  at: '2026-11-02T08:00:04.000Z',
  text: `line ${seq}`,
  ...more,
});

function show(
  attempt: ScriptAttemptDetails,
  answers: Partial<Record<keyof BpmnApi, unknown>> = {},
) {
  const onChoose = jest.fn();
  renderInTestApp(<AttemptView attemptId={attempt.id} onChoose={onChoose} />, {
    apis: [
      [
        bpmnApiRef,
        fakeApi({
          getScriptAttempt: async () => attempt,
          async *followScriptLog() {
            yield line(1, { text: 'reading' });
            yield line(2, { text: 'no age', level: 'warning', line: 4 });
          },
          ...answers,
        }),
      ],
    ],
  } as never);
  return onChoose;
}

describe('AttemptView', () => {
  it('should show what it took, and what it says', async () => {
    show(ATTEMPT);
    expect(await screen.findByText('1.5 s')).toBeVisible();
    expect(screen.getByText('3.0 MiB')).toBeVisible();
    expect(screen.getByText('0.81')).toBeVisible();
    const log = await screen.findByRole('log');
    expect(log).toHaveTextContent('reading');
    expect(within(log).getByText('warning')).toBeVisible();
    expect(within(log).getByTitle('Line 4 of the script')).toBeVisible();
  });

  it('should search the log', async () => {
    show(ATTEMPT);
    await screen.findByText('reading');
    await userEvent.type(screen.getByLabelText('Search the log'), 'AGE');
    expect(screen.getByText('no age')).toBeVisible();
    expect(screen.queryByText('reading')).not.toBeInTheDocument();
    expect(screen.getByText(/^1 of 2 lines/)).toBeVisible();
  });

  it('should show inputs and outputs, without what is sensitive', async () => {
    show(ATTEMPT);
    await userEvent.click(
      await screen.findByRole('tab', { name: 'Inputs and outputs' }),
    );
    expect(screen.getByText(/sensitive/)).toBeVisible();
    expect(screen.getByText('0.33')).toBeVisible();
  });

  it('should show the first rows of a table that it left', async () => {
    show(ATTEMPT);
    await userEvent.click(
      await screen.findByRole('tab', { name: 'Artifacts (1)' }),
    );
    expect(screen.getByRole('table', { name: 'Scores' })).toBeVisible();
    expect(screen.getByText('The first 1 of 60 rows')).toBeVisible();
  });

  it('should mark the lines where it has failed', async () => {
    show({
      ...ATTEMPT,
      state: 'failed',
      failureKind: 'script-error',
      message: 'ZeroDivisionError',
      line: 2,
      trace: [
        { file: 'score.py', line: 4 },
        {
          file: 'score.py',
          line: 2,
          function: 'score',
          values: { amount: '0' },
        },
      ],
    });
    const code = await screen.findByRole('region', { name: 'Code' });
    expect(within(code).getByTitle(/ZeroDivisionError/)).toHaveTextContent(
      'return 1 / amount',
    );
    expect(screen.getByText('Failed (script-error)')).toBeVisible();
    expect(screen.getByText('score.py, line 2 in score')).toBeVisible();
  });

  it('should run once more, edited, with what is not kept given anew', async () => {
    // given
    const rerunScript = jest.fn(async () => ({ ...ATTEMPT, id: 'again' }));
    const onChoose = show(ATTEMPT, { rerunScript });
    await userEvent.click(
      await screen.findByRole('tab', { name: 'Run again' }),
    );
    // when
    const code = screen.getByLabelText('Code to run');
    await userEvent.clear(code);
    await userEvent.type(code, 'score = 1');
    expect(
      screen.getByLabelText('Inputs that are to be different'),
    ).toHaveValue('{\n  "token": null\n}');
    await userEvent.click(screen.getByRole('button', { name: 'Run again' }));
    // then
    expect(rerunScript).toHaveBeenCalledWith({
      attemptId: 'attempt-1',
      body: { code: 'score = 1', inputs: { token: null } },
    });
    expect(onChoose).toHaveBeenCalledWith('again');
  });

  it('should keep what was typed while one looks at another part', async () => {
    // given
    show(ATTEMPT);
    await userEvent.click(
      await screen.findByRole('tab', { name: 'Run again' }),
    );
    await userEvent.clear(screen.getByLabelText('Code to run'));
    await userEvent.type(screen.getByLabelText('Code to run'), 'score = 1');
    // when
    await userEvent.click(screen.getByRole('tab', { name: 'Log' }));
    await userEvent.click(screen.getByRole('tab', { name: 'Run again' }));
    // then
    expect(screen.getByLabelText('Code to run')).toHaveValue('score = 1');
  });

  it('should compare with the run that it repeats', async () => {
    // given
    const again = {
      ...ATTEMPT,
      id: 'again',
      rerunOf: 'attempt-1',
      isEdited: true,
      code: ATTEMPT.code.replace('1 / amount', '2 / amount'),
    };
    show(again, {
      getScriptAttempt: async ({ attemptId }: { attemptId: string }) =>
        attemptId === 'again' ? again : ATTEMPT,
    });
    // when
    await userEvent.click(await screen.findByRole('tab', { name: 'Compare' }));
    // then
    expect(await screen.findByLabelText('Changed lines')).toHaveTextContent(
      '- return 1 / amount + return 2 / amount',
    );
    expect(
      screen.getByRole('columnheader', { name: 'Try 2, repeated, edited' }),
    ).toBeVisible();
  });
});
