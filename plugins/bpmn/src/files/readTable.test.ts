import { readTable } from './readTable';

describe('readTable', () => {
  it.each([
    [
      'a,b\n1,2\n3,4\n',
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['a;b\r\n"x;y";"say ""hi"""', ['a', 'b'], [['x;y', 'say "hi"']]],
    ['a\tb\n1\t', ['a', 'b'], [['1', '']]],
    ['a,b\n"two\nlines",2', ['a', 'b'], [['two\nlines', '2']]],
    ['\uFEFFa\n1', ['a'], [['1']]],
    ['a\n"never closed', ['a'], [['never closed']]],
    ['', [], []],
  ])('should read %j', (text, columns, rows) => {
    expect(readTable(text, 10)).toEqual({
      columns,
      rows,
      rowCount: rows.length,
    });
  });

  it('should keep the first rows, and count all', () => {
    const { rows, rowCount } = readTable('a\n1\n2\n3\n', 2);
    expect(rows).toEqual([['1'], ['2']]);
    expect(rowCount).toBe(3);
  });
});
