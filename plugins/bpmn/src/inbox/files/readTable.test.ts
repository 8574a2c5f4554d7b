import { readTable } from './readTable';

describe('readTable', () => {
  it('should read quotes, separators and line ends in values', () => {
    // when
    const table = readTable('id,text\r\n1,"a, ""b""\nc"\r\n2,\r\n', 10);
    // then
    expect(table).toEqual({
      header: ['id', 'text'],
      rows: [
        ['1', 'a, "b"\nc'],
        ['2', ''],
      ],
      more: 0,
    });
  });

  it.each([
    ['a;b\n1;2', ';'],
    ['a\tb\n1\t2', 'a tab'],
  ])('should read %j, separated by %s', text => {
    expect(readTable(text, 10)).toEqual({
      header: ['a', 'b'],
      rows: [['1', '2']],
      more: 0,
    });
  });

  it('should say how many rows it leaves out', () => {
    expect(readTable('a\n1\n2\n3\n', 2)).toEqual({
      header: ['a'],
      rows: [['1'], ['2']],
      more: 1,
    });
  });

  it('should end at a quote that is never closed', () => {
    expect(readTable('a\n"1\n2', 2).header).toEqual(['a']);
  });
});
