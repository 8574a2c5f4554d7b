import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { bpmnApiRef } from '../api';
import { fakeApi } from '../testing/runs';
import { FileView } from './FileView';

function show(
  file: { name: string; contentType: string; size?: number },
  content: string,
) {
  const getFile = jest.fn(async () => ({
    text: async () => content,
    arrayBuffer: async () => new TextEncoder().encode(content).buffer,
    blob: async () => new Blob([content]),
  }));
  renderInTestApp(
    <FileView
      instanceId="run-1"
      file={{ $file: 'file-1', sha256: 'a'.repeat(64), size: 10, ...file }}
    />,
    { apis: [[bpmnApiRef, fakeApi({ getFile })]] } as never,
  );
  return getFile;
}

describe('FileView', () => {
  it('should show an image of its bytes, as a portal lets pages show them', async () => {
    show({ name: 'plot.png', contentType: 'image/png' }, 'bytes');
    expect(
      await screen.findByRole('img', { name: 'plot.png' }),
    ).toHaveAttribute('src', `data:image/png;base64,${btoa('bytes')}`);
  });

  it('should show a table', async () => {
    show({ name: 'a.csv', contentType: 'text/csv' }, 'id,score\n7,0.3');
    expect(await screen.findByRole('cell', { name: '0.3' })).toBeVisible();
  });

  it.each(['text/html', 'image/svg+xml'])(
    'should show %s in a frame that can do nothing',
    async contentType => {
      show({ name: 'page', contentType }, '<script>alert(1)</script>');
      const frame = await screen.findByTitle('page');
      expect(frame).toHaveAttribute('sandbox', '');
      expect(document.querySelector('script')).toBeNull();
    },
  );

  it('should show JSON as a tree, and as text if it is none', async () => {
    show({ name: 'a.json', contentType: 'application/json' }, 'not json');
    expect(await screen.findByText('not json')).toBeVisible();
  });

  it('should only offer to save what cannot be shown', async () => {
    const getFile = show(
      { name: 'big.csv', contentType: 'text/csv', size: 3_000_000 },
      '',
    );
    const save = await screen.findByRole('button', {
      name: 'Download big.csv',
    });
    expect(getFile).not.toHaveBeenCalled();
    await userEvent.click(save);
    expect(getFile).toHaveBeenCalledWith({
      instanceId: 'run-1',
      fileKey: 'file-1',
    });
  });
});
