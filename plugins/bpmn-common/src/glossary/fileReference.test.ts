import {
  findFileReferences,
  isFileReference,
  looksLikeFileReference,
} from './fileReference';

const plot = {
  $file: '019a8b2e-5c1f-7d3a-9e44-6b0c2f8d1a77',
  name: 'roc-curve.png',
  size: 48_213,
  contentType: 'image/png',
  sha256: 'c0ffee00'.repeat(8),
};

describe('isFileReference', () => {
  it('should recognise a reference', () => {
    expect(isFileReference(plot)).toBe(true);
  });

  it.each([
    ['null', null],
    ['a string', '019a8b2e'],
    ['a list', [plot]],
    ['a negative size', { ...plot, size: -1 }],
    ['a fractional size', { ...plot, size: 0.5 }],
    ['a size as text', { ...plot, size: '48213' }],
    ['a hash in upper case', { ...plot, sha256: plot.sha256.toUpperCase() }],
    ['a hash that is too short', { ...plot, sha256: 'c0ffee' }],
    ['no key', { ...plot, $file: undefined }],
    ['a name with a folder', { ...plot, name: '../../secrets.png' }],
    ['a name with a Windows folder', { ...plot, name: 'C:\\secrets.png' }],
    ['a name that is a folder', { ...plot, name: '..' }],
    ['a name with a line break', { ...plot, name: 'a\r\nBcc: b' }],
    ['an empty name', { ...plot, name: '' }],
    ['an empty key', { ...plot, $file: '' }],
    ['a content type with a line break', { ...plot, contentType: 'a/b\nX: y' }],
    ['more than a reference', { ...plot, also: { $file: 'of-another-team' } }],
  ])('should not take %s for a reference', (_what, value) => {
    expect(isFileReference(value)).toBe(false);
  });
});

describe('looksLikeFileReference', () => {
  it('should catch what would pass for a reference by its key alone', () => {
    expect(looksLikeFileReference({ $file: plot.$file })).toBe(true);
    expect(looksLikeFileReference({ ...plot, sha256: 'FORGED' })).toBe(true);
    expect(looksLikeFileReference({ $file: undefined })).toBe(true);
  });

  it('should leave other values alone', () => {
    expect(looksLikeFileReference({ file: plot.$file })).toBe(false);
    expect(looksLikeFileReference(Object.create(plot))).toBe(false);
    expect(looksLikeFileReference('$file')).toBe(false);
    expect(looksLikeFileReference(null)).toBe(false);
  });
});

describe('findFileReferences', () => {
  it('should find all that look like one, however deep, and not within one', () => {
    // given
    const forged = { $file: { $file: 'inner' } };
    // when
    const found = findFileReferences({ a: [plot, 1, { b: forged }], c: null });
    // then
    expect(found).toEqual([plot, forged]);
  });

  it('should find none in what has none', () => {
    // then
    expect(findFileReferences('$file')).toEqual([]);
    expect(findFileReferences(undefined)).toEqual([]);
    expect(findFileReferences([{ file: 1 }])).toEqual([]);
  });
});
