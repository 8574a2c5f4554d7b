import { isFileReference } from './fileReference';

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
  ])('should not take %s for a reference', (_what, value) => {
    expect(isFileReference(value)).toBe(false);
  });
});
