import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { MailDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../api';
import { saveFile } from '../parts/saveFile';
import { outboxRouteRef } from '../routes';
import { OutboxRoutes } from './OutboxRoutes';
import { showFile } from './showFile';

jest.mock('../parts/saveFile', () => ({ saveFile: jest.fn() }));
jest.mock('./showFile', () => ({
  ...jest.requireActual('./showFile'),
  showFile: jest.fn(),
}));

const file = (name: string, contentType: string) => ({
  $file: name,
  name,
  size: 2048,
  contentType,
  sha256: 'a'.repeat(64),
});

const mail = (more: Partial<MailDetails> = {}): MailDetails => ({
  id: 'mail-1',
  instanceId: 'i',
  processId: 'click-propensity',
  processName: 'Click propensity',
  elementId: 'approve',
  state: 'kept',
  sender: 'portal@example.com',
  recipients: ['ada@example.com'],
  subject: 'Approve the model',
  attachments: [file('plot.png', 'image/png'), file('page.html', 'text/html')],
  createdAt: '2026-01-01T10:00:00.000Z',
  text: `Open it:\n${window.location.origin}/tasks/7\nor read https://docs.example.com/a.`,
  messageId: '<1@example.com>',
  ...more,
});

const api = {
  listMails: jest.fn(),
  getMail: jest.fn(),
  getMailAttachment: jest.fn(),
};

const open = (path: string) =>
  renderInTestApp(<OutboxRoutes />, {
    apis: [[bpmnApiRef, api as any]],
    initialRouteEntries: [path],
    mountedRoutes: { '/': outboxRouteRef },
  });

describe('the outbox', () => {
  beforeEach(() => {
    jest.resetAllMocks();
    api.listMails.mockResolvedValue({ items: [mail()] });
    api.getMail.mockResolvedValue(mail());
    api.getMailAttachment.mockImplementation(async () => new Response('bytes'));
  });

  it('should list mails with their state and lead to each', async () => {
    // given
    api.listMails.mockResolvedValue({
      items: [mail(), mail({ id: 'mail-2', state: 'failed', subject: 'Lost' })],
    });
    // when
    await open('/');
    // then
    const list = await screen.findByRole('list', { name: 'Mails' });
    const [first, second] = within(list).getAllByRole('listitem');
    expect(first).toHaveTextContent('Approve the model');
    expect(first).toHaveTextContent('Click propensity');
    expect(first).toHaveTextContent('2 files');
    expect(first).toHaveTextContent('Kept here');
    expect(second).toHaveTextContent('Failed');
    expect(within(first).getByRole('link')).toHaveAttribute(
      'href',
      expect.stringContaining('/mail-1'),
    );
  });

  it('should say that there are none', async () => {
    // given
    api.listMails.mockResolvedValue({ items: [] });
    // when
    await open('/');
    // then
    expect(await screen.findByText('No mails yet')).toBeInTheDocument();
  });

  it('should say what went wrong, and try again', async () => {
    // given
    api.listMails.mockRejectedValueOnce(new Error('The back end is away'));
    await open('/');
    expect(await screen.findByText('The back end is away')).toBeInTheDocument();
    // when
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    // then
    expect(await screen.findByText('Approve the model')).toBeInTheDocument();
    expect(screen.queryByText('The back end is away')).not.toBeInTheDocument();
  });

  it('should go to older mails and back', async () => {
    // given
    api.listMails.mockImplementation(async ({ cursor }) =>
      cursor
        ? { items: [mail({ subject: 'Old' })] }
        : { items: [mail({ subject: 'New' })], nextCursor: 'next' },
    );
    await open('/');
    // when
    await userEvent.click(await screen.findByRole('button', { name: 'Older' }));
    // then
    expect(await screen.findByText('Old')).toBeInTheDocument();
    // when
    await userEvent.click(screen.getByRole('button', { name: 'Newer' }));
    // then
    expect(await screen.findByText('New')).toBeInTheDocument();
  });

  it('should show a mail with links that work', async () => {
    // when
    await open('/mail-1');
    // then
    expect(
      await screen.findByRole('heading', { name: 'Approve the model' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /\/tasks\/7$/ })).toHaveAttribute(
      'href',
      '/tasks/7',
    );
    expect(
      screen.getByRole('link', { name: /docs\.example\.com\/a/ }),
    ).toHaveAttribute('href', 'https://docs.example.com/a');
  });

  it('should say why a mail has failed', async () => {
    // given
    api.getMail.mockResolvedValue(
      mail({ state: 'failed', problem: 'The server refuses it (550)' }),
    );
    // when
    await open('/mail-1');
    // then
    expect(
      await screen.findByText('The server refuses it (550)'),
    ).toBeInTheDocument();
  });

  it('should let attachments be saved, and opened where nothing in them can act', async () => {
    // given
    await open('/mail-1');
    const list = await screen.findByRole('list', { name: 'Attachments' });
    // then
    expect(
      within(list).queryByRole('button', { name: 'Open page.html' }),
    ).not.toBeInTheDocument();
    // when
    await userEvent.click(
      screen.getByRole('button', { name: 'Open plot.png' }),
    );
    // then
    await waitFor(() => expect(showFile).toHaveBeenCalledTimes(1));
    expect(api.getMailAttachment).toHaveBeenCalledWith({
      mailId: 'mail-1',
      fileKey: 'plot.png',
    });
    // when
    await userEvent.click(
      screen.getByRole('button', { name: 'Download page.html' }),
    );
    // then
    await waitFor(() => expect(saveFile).toHaveBeenCalledTimes(1));
  });

  it('should say that a mail is not there', async () => {
    // given
    api.getMail.mockRejectedValue(new Error('Expected mail 7 to exist'));
    // when
    await open('/7');
    // then
    expect(
      await screen.findByText('Expected mail 7 to exist'),
    ).toBeInTheDocument();
  });
});
