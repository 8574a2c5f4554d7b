import { fileKind } from './fileKind';

describe('fileKind', () => {
  it.each([
    ['plot.png', 'image/png', 'image'],
    ['scores.csv', 'text/csv; charset=utf-8', 'table'],
    ['scores.csv', 'text/plain', 'table'],
    ['notes.md', 'text/plain', 'markdown'],
    ['metrics.json', 'application/json', 'json'],
    ['train.log', 'text/plain', 'text'],
    ['report.html', 'text/html', 'page'],
    ['plot.svg', 'image/svg+xml', 'drawing'],
    ['model.rds', 'application/octet-stream', 'other'],
    ['page.md', 'text/html', 'page'],
  ])('should show %s of type %s as %s', (name, contentType, kind) => {
    expect(fileKind({ name, contentType, size: 10 })).toBe(kind);
  });

  it('should not draw what is too large for that', () => {
    const size = 3 * 1024 * 1024;
    const table = { name: 'a.csv', contentType: 'text/csv', size };
    const image = { name: 'a.png', contentType: 'image/png', size };
    expect(fileKind(table)).toBe('other');
    expect(fileKind(image)).toBe('image');
  });
});
