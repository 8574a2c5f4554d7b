import { sniffContentType } from './sniffContentType';

const XLSX =
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const sniffed = (content: string | Buffer, name: string, declared?: string) =>
  sniffContentType(
    typeof content === 'string' ? Buffer.from(content, 'latin1') : content,
    { name, declared },
  );

describe('the content type of a file', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n...', 'a.html', 'image/png'],
    ['\xff\xd8\xff\xe0...', 'a', 'image/jpeg'],
    ['GIF89a...', 'a.txt', 'image/gif'],
    ['RIFF\x01\x02\x03\x04WEBPVP8 ', 'a', 'image/webp'],
    ['RIFF\x01\x02\x03\x04WAVEfmt ', 'a', 'application/octet-stream'],
    ['%PDF-1.7\n%\xe2\xe3', 'a', 'application/pdf'],
    ['PK\x03\x04...', 'a.zip', 'application/zip'],
    ['PK\x03\x04...', 'a.XLSX', XLSX],
    ['PK\x03\x04...', 'a.constructor', 'application/zip'],
    ['\x1f\x8b\x08', 'a.csv.gz', 'application/gzip'],
    ['PAR1\x15\x04', 'a.parquet', 'application/vnd.apache.parquet'],
    ['\x00\x01\x02', 'a.png', 'application/octet-stream'],
    ['\x00\x01\x02', 'a.html', 'application/octet-stream'],
    ['SQLite format 3\x00', 'a.db', 'application/octet-stream'],
  ])('should be seen by its first bytes: %j, %s', (content, name, type) => {
    expect(sniffed(content, name, 'image/png')).toBe(type);
  });

  it.each([
    ['a,b\n1,2\n', 'a.csv', 'text/csv'],
    ['a;b\n\xfcber;2\n', 'a.CSV', 'text/csv'],
    ['a\tb\n', 'a.tsv', 'text/tab-separated-values'],
    ['# Title\n\n<b>bold</b>', 'a.md', 'text/markdown'],
    ['{"a": [1]}', 'a.json', 'application/json'],
    ['{"a": [1]}', 'a', 'application/json'],
    ['{"a": [1', 'a', 'text/plain'],
    ['1', 'a', 'text/plain'],
    ['{"a": 1}\n{"a": 2}', 'a.jsonl', 'application/x-ndjson'],
    ['<definitions />', 'a.xml', 'application/xml'],
    ['<definitions />', 'a.bpmn', 'text/plain'],
    ['hello', 'a.log', 'text/plain'],
    ['', 'a', 'text/plain'],
    ['', 'a.csv', 'text/csv'],
    ['hello', 'a.__proto__', 'text/plain'],
  ])('should be that of a text by its name: %j, %s', (content, name, type) => {
    expect(sniffed(content, name)).toBe(type);
  });

  it.each([
    ['text/csv; charset=utf-8', 'text/csv'],
    ['TEXT/HTML', 'text/html'],
    ['image/png', 'text/plain'],
    ['nonsense', 'text/plain'],
  ])(
    'should be what a text without a known name is said to be: %s',
    (said, type) => {
      expect(sniffed('a,b', 'a.out', said)).toBe(type);
    },
  );

  it.each([
    ['<!DOCTYPE html><p>', 'text/html'],
    ['\n\t<HTML>', 'text/html'],
    ['<script>x()</script>', 'text/html'],
    ['<!-- hello --><!-- a --><body onload=x()>', 'text/html'],
    ['\xef\xbb\xbf<img src=x onerror=x()>', 'text/html'],
    ['<?xml version="1.0"?><html xmlns="...">', 'text/html'],
    ['<x:y xmlns:x="http://www.w3.org/1999/xhtml">', 'text/html'],
    ['<svg xmlns="http://www.w3.org/2000/svg">', 'image/svg+xml'],
    [
      '<?xml version="1.0"?>\n<!-- a -->\n<!DOCTYPE svg PUBLIC "">',
      'image/svg+xml',
    ],
    ['<s:svg xmlns:s="http://www.w3.org/2000/svg">', 'image/svg+xml'],
  ])('should say what a browser would execute: %j', (content, type) => {
    for (const name of ['a.txt', 'a.png', 'a.json', 'a']) {
      expect(sniffed(content, name, 'text/plain')).toBe(type);
    }
  });

  it.each([
    ['le', Buffer.from('\ufeff<svg onload="x()">', 'utf16le')],
    ['be', Buffer.from('\ufeff<svg onload="x()">', 'utf16le').swap16()],
  ])('should say so in UTF-16 too: %s', (_, content) => {
    expect(sniffed(content, 'a.txt')).toBe('image/svg+xml');
  });

  it.each([
    ['a.html', 'text/html'],
    ['a.svg', 'image/svg+xml'],
  ])('should believe a text that is called %s', (name, type) => {
    expect(sniffed('hello', name)).toBe(type);
  });

  it('should not take long, whatever comes', () => {
    for (const part of ['<!--', '<?', '<', ' ', '<!-- -->', '\n<?x?>']) {
      const content = part.repeat(4096 / part.length);
      expect(sniffed(content, 'a')).toMatch(/^text/);
    }
  });
});
