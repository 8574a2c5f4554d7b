import { previewOf } from './previewOf';

describe('previewOf', () => {
  it.each([
    ['plot.png', 'image/png', 'image'],
    ['scores.csv', 'text/csv; charset=utf-8', 'table'],
    ['scores.csv', 'text/plain', 'table'],
    ['notes.md', 'text/plain', 'markdown'],
    ['metrics.json', 'application/json', 'json'],
    ['train.log', 'text/plain', 'text'],
    ['report.html', 'text/html', 'frame'],
    ['plot.svg', 'image/svg+xml', 'svg'],
    ['model.rds', 'application/octet-stream', 'none'],
    ['page.md', 'text/html', 'frame'],
  ])('should show %s of type %s as %s', (name, contentType, kind) => {
    expect(previewOf({ name, contentType, size: 10 })).toBe(kind);
  });

  it('should not draw what is too large for that', () => {
    const size = 3 * 1024 * 1024;
    expect(previewOf({ name: 'a.csv', contentType: 'text/csv', size })).toBe(
      'none',
    );
    expect(previewOf({ name: 'a.png', contentType: 'image/png', size })).toBe(
      'image',
    );
  });
});
