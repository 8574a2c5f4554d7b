import { isWithin, placeOf } from './places';

const isAt = (folder: string, type: string, target: string) => {
  const place = placeOf({ type, target });
  return place !== undefined && isWithin(place, folder);
};

const ACME = 'url:https://github.com/acme/';

describe('places', () => {
  it.each([
    [ACME, 'https://github.com/acme/repo/blob/main/catalog-info.yaml'],
    [ACME, 'https://github.com/acme/repo/blob/main/a%20b/..yaml?x=%2F#L1'],
    ['url:https://gitlab.corp/a/', 'https://gitlab.corp/a/b/-/blob/x%2Fy/c'],
    [`${ACME}repo/c.yaml/`, 'https://github.com/acme/repo/c.yaml'],
    ['url:https://git.corp/projects/A/', 'https://git.corp/projects/A/repos/b'],
    ['url:https://git.corp/', 'https://git.corp/projects/A/repos/b'],
    ['url:', 'https://git.corp/projects/A/repos/b'],
  ])('should be within %s: %s', (folder, target) => {
    expect(isAt(folder, 'url', target)).toBe(true);
  });

  it.each([
    'https://github.com/acme-evil/repo/blob/main/c.yaml',
    'https://github.com/acme/../evil/repo/blob/main/c.yaml',
    'https://github.com/acme/%2e%2E/evil/repo/blob/main/c.yaml',
    'https://github.com/acme/..%2fevil/repo/blob/main/c.yaml',
    'https://github.com/acme/%252e%252e/evil/repo/blob/main/c.yaml',
    'https://github.com/acme/%252e%252e%252fevil/repo/blob/main/c.yaml',
    'https://github.com/acme\\..\\evil/repo/blob/main/c.yaml',
    'https://github.com/acme/%5c..%5c..%5cevil/repo/blob/main/c.yaml',
    'https://github.com/acme/.\t./evil/repo/blob/main/c.yaml',
    'https://github.com/acme/%zz/repo/blob/main/c.yaml',
    'https://github.com/acme/projects/evil/repos/repo/raw/c.yaml?at=main',
    'https://github.com/acme/users/evil/repos/repo/raw/c.yaml?at=main',
    'github.com/acme/',
  ])('should not be within a place that an address leaves: %s', target => {
    expect(isAt(ACME, 'url', target)).toBe(false);
  });

  it.each([
    ['file:/srv/a/', '/srv/a/b/c.yaml', true],
    ['file:/srv/a/', '/srv/a/b/../c.yaml', true],
    ['file:', '../../examples/c.yaml', true],
    ['file:/home/', '/home/projects/a/repos/c.yaml', true],
    ['file:/srv/a/', '/srv/a/../b/c.yaml', false],
    ['file:/srv/a/', '/srv/a-b/c.yaml', false],
  ])('should be files within %s, or not: %s', (folder, target, is) => {
    expect(isAt(folder, 'file', target)).toBe(is);
  });

  it('should be addresses and files only', () => {
    expect(placeOf({ type: 'other', target: 'x' })).toBeUndefined();
  });
});
