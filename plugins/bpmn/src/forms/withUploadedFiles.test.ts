import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { withoutChosenFiles, withUploadedFiles } from './withUploadedFiles';

const reference = ({ name, size }: File): FileReference => ({
  $file: `key of ${name}`,
  name,
  size,
  contentType: 'text/csv',
  sha256: '0'.repeat(64),
});

const schema = {
  components: [
    { type: 'filepicker', key: 'data.main' },
    {
      type: 'group',
      components: [{ type: 'filepicker', key: 'others', multiple: true }],
    },
  ],
};

describe('withUploadedFiles', () => {
  it('should put references where files were chosen, a list where there can be several', async () => {
    // given
    const [a, b] = ['a.csv', 'b.csv'].map(name => new File(['x'], name));
    const values = {
      comment: 'fine',
      data: { main: 'files::1', rows: [1, 'files::9'] },
      others: 'files::2',
    };
    const files = new Map([
      ['files::1', [a]],
      ['files::2', [a, b]],
    ]);
    // when
    const variables = await withUploadedFiles(
      { values, files, schema },
      async file => reference(file),
    );
    // then
    expect(variables).toEqual({
      comment: 'fine',
      data: { main: reference(a), rows: [1, null] },
      others: [reference(a), reference(b)],
    });
  });
});

describe('withoutChosenFiles', () => {
  it('should leave out what a draft cannot keep', () => {
    expect(
      withoutChosenFiles({ a: 1, file: 'files::1', group: { b: 'files::2' } }),
    ).toEqual({ a: 1, group: {} });
  });
});
