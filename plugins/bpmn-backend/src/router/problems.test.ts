import { runInNewContext } from 'node:vm';
import { problemOf } from './problems';

describe('what an error tells whoever has asked', () => {
  it('should be that the database is away, whosever Error its driver has used', () => {
    // given
    const error = runInNewContext(
      'Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" })',
    );
    // then
    expect(error).not.toBeInstanceOf(Error);
    expect(problemOf(error)).toMatchObject({
      status: 503,
      code: 'unavailable',
      detail: expect.stringContaining('its disk is full'),
    });
  });

  it.each([new Error('secret'), 'secret', undefined, { code: 'SQLITE_FULL' }])(
    'should be nothing where it is our fault: %p',
    error => {
      expect(problemOf(error)).toBeUndefined();
    },
  );
});
