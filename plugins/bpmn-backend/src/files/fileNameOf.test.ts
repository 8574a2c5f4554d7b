import fc from 'fast-check';
import { isFileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { fileNameOf } from './fileNameOf';

describe('the name of a file', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ada\\Ärger über.csv', 'Ärger über.csv'],
    ['a\r\nb\u0000.txt', 'ab.txt'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['half \ud800 pair', 'half  pair'],
    ['', 'file'],
    ['..', 'file'],
    ['folder/', 'file'],
    ['.\u0007.', 'file'],
    [`${'ü'.repeat(200)}.csv`, `${'ü'.repeat(125)}.csv`],
    [`${'😀'.repeat(80)}`, '😀'.repeat(63)],
  ])('should be clean: %j', (given, name) => {
    expect(fileNameOf(given)).toBe(name);
  });

  it('should be one that references take, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), given => {
        const name = fileNameOf(given);
        const rest = { size: 1, contentType: 'a/b', sha256: 'a'.repeat(64) };
        expect(isFileReference({ $file: 'k', name, ...rest })).toBe(true);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        expect(fileNameOf(name)).toBe(name);
      }),
    );
  });
});
