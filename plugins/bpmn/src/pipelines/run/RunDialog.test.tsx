import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { BpmnApi } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { bpmnApiRef, NotReachedError } from '../../api';
import type { FormMounting } from '../../forms/mountForm';
import { pipelinesRouteRef } from '../../routes';
import { aDefinition, aRun, fakeApi } from '../../testing/runs';
import { RunDialog } from './RunDialog';

const mockMountForm = jest.fn(
  async (_container: HTMLElement, _mounting: FormMounting) => ({
    submit: () => {},
    setReadOnly: () => {},
    showProblems: () => [],
    destroy: () => {},
  }),
);

// form-js does not load here: the browser tests fill in real forms.
jest.mock('../../forms/mountForm', () => ({
  mountForm: (container: HTMLElement, mounting: FormMounting) =>
    mockMountForm(container, mounting),
}));

const FORM = {
  startEvent: 'start',
  formSchema: { components: [{ type: 'filepicker', key: 'data' }] },
};

const DATA = {
  $file: 'file-1',
  name: 'clicks.csv',
  size: 1,
  contentType: 'text/csv',
  sha256: '0'.repeat(64),
};

function show(answers: Partial<Record<keyof BpmnApi, unknown>>) {
  const onClose = jest.fn();
  renderInTestApp(<RunDialog definition={aDefinition()} onClose={onClose} />, {
    mountedRoutes: { '/pipelines': pipelinesRouteRef },
    apis: [
      [bpmnApiRef, fakeApi({ getStartForm: async () => FORM, ...answers })],
    ],
  } as never);
  return onClose;
}

/** Fills the form in, and says that one would like to begin. */
async function submit(values: object, files: Map<string, File[]>) {
  await waitFor(() => expect(mockMountForm).toHaveBeenCalled());
  const [, mounting] = mockMountForm.mock.calls[0];
  await act(async () => mounting.onSubmit(values, files));
}

describe('RunDialog', () => {
  beforeEach(() => mockMountForm.mockClear());

  it('should begin a run with the files that were chosen, and upload them once', async () => {
    // given
    const addStartFile = jest.fn(async () => DATA);
    const startInstance = jest
      .fn<Promise<unknown>, [unknown, unknown]>()
      .mockRejectedValueOnce(
        new NotReachedError(new TypeError('Failed to fetch')),
      )
      .mockResolvedValue(aRun());
    show({ addStartFile, startInstance });
    const content = new File(['a'], 'clicks.csv');
    const files = new Map([['files::1', [content]]]);
    // when
    await submit({ data: 'files::1' }, files);
    expect(await screen.findByText(/cannot be reached/)).toBeVisible();
    await submit({ data: 'files::1' }, files);
    // then
    expect(addStartFile.mock.calls).toEqual([
      [{ processId: 'click-propensity', name: 'clicks.csv', content }],
    ]);
    const [[first, { idempotencyKey }], again] = startInstance.mock
      .calls as any[];
    expect(first.body.variables).toEqual({ data: DATA });
    expect(again).toEqual([first, { idempotencyKey }]);
  });

  it('should begin a run over plain HTTP as well, where a browser makes no ids', async () => {
    // given
    Object.defineProperty(crypto, 'randomUUID', {
      value: undefined,
      configurable: true,
    });
    const startInstance = jest.fn(async () => aRun());
    show({ startInstance });
    // when
    await submit({}, new Map());
    // then
    expect(startInstance).toHaveBeenCalledWith(expect.anything(), {
      idempotencyKey: expect.any(String),
    });
    Reflect.deleteProperty(crypto, 'randomUUID');
  });

  it('should keep what was filled in until one says that it is to go', async () => {
    // given
    const onClose = show({
      getStartForm: async () => ({ startEvent: 'start' }),
    });
    await userEvent.type(await screen.findByLabelText('Key'), 'November');
    // when
    await userEvent.keyboard('{Escape}');
    await userEvent.click(document.querySelector('.MuiDialog-container')!);
    // then
    expect(onClose).not.toHaveBeenCalled();
    // when
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    // then
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('should not offer to cancel what is begun already', async () => {
    // given
    show({ startInstance: () => new Promise(() => {}) });
    await waitFor(() => expect(mockMountForm).toHaveBeenCalled());
    // when
    const [, mounting] = mockMountForm.mock.calls[0];
    act(() => void mounting.onSubmit({}, new Map()));
    // then
    expect(screen.getByRole('button', { name: 'Cancel' })).toBeDisabled();
  });

  it('should say how a process begins that nobody can begin by hand', async () => {
    const onClose = show({ getStartForm: async () => ({}) });
    expect(await screen.findByText(/begins by an event only/)).toBeVisible();
    await userEvent.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});
