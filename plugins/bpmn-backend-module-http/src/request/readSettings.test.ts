import { readSettings } from './readSettings';

describe('the headers of a task', () => {
  it.each([
    [{}, { timeout: 30_000, clientErrors: 'incident' }],
    [{ timeoutSeconds: '' }, { timeout: 30_000, clientErrors: 'incident' }],
    [{ timeoutSeconds: '0.5' }, { timeout: 500, clientErrors: 'incident' }],
    [
      { timeoutSeconds: '60', clientErrors: 'error' },
      { timeout: 60_000, clientErrors: 'error' },
    ],
  ])('should be read: %j', (headers, expected) => {
    expect(readSettings(headers as {}, 60_000)).toEqual(expected);
  });

  it('should not wait longer than the portal lets it, unless told to', () => {
    expect(readSettings({}, 1_000).timeout).toBe(1_000);
  });

  it.each([
    { timeoutSeconds: '61' },
    { timeoutSeconds: '0' },
    { timeoutSeconds: '-1' },
    { timeoutSeconds: 'PT30S' },
    { timeoutSeconds: 'Infinity' },
    { clientErrors: 'ignore' },
    { clientErrors: '' },
  ])('should be refused: %j', headers => {
    expect(() => readSettings(headers as {}, 60_000)).toThrow(
      /^Expected task header .*, but found/,
    );
  });
});
