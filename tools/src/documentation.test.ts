import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatted } from '../documentation/formatted';
import { supportPage } from '../documentation/supportPage';

const root = resolve(__dirname, '../..');

describe('docs/bpmn-support.md', () => {
  it('should be what `npm run docs` writes', async () => {
    // given
    const file = join(root, 'docs/bpmn-support.md');
    // when
    const page = formatted(await supportPage(root), file);
    // then
    expect(readFileSync(file, 'utf8')).toBe(page);
  }, 60_000);
});
