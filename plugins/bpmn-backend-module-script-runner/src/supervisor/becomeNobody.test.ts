import { becomeNobody } from './becomeNobody';

describe('becomeNobody', () => {
  afterEach(() => jest.restoreAllMocks());

  /** Lets this process take itself for one of a user, and note what it would become. */
  function as(uid: number) {
    const calls: unknown[] = [];
    let user = uid;
    jest.spyOn(process, 'getuid' as any).mockImplementation(() => user);
    jest.spyOn(process, 'geteuid' as any).mockImplementation(() => user);
    (['setgroups', 'setgid', 'setuid'] as const).forEach(name => {
      jest.spyOn(process, name as any).mockImplementation(given => {
        calls.push([name, given]);
        user = name === 'setuid' ? Number(given) : user;
      });
    });
    return calls;
  }

  it('should give up groups before the user who could', () => {
    const calls = as(0);
    becomeNobody({ uid: 7, gid: 8 });
    expect(calls).toEqual([
      ['setgroups', []],
      ['setgid', 8],
      ['setuid', 7],
    ]);
  });

  it('should leave others what they are', () => {
    const calls = as(1000);
    becomeNobody({ uid: 7, gid: 8 });
    expect(calls).toEqual([]);
  });

  it.each([
    { uid: 0, gid: 8 },
    { uid: 7, gid: 0 },
  ])('should not run as root: %j', user => {
    const calls = as(0);
    expect(() => becomeNobody(user)).toThrow(
      'Expected a user other than root to run scripts as',
    );
    expect(calls).toEqual([]);
  });

  it('should not go on where it has remained root', () => {
    as(0);
    jest.spyOn(process, 'setuid' as any).mockImplementation(() => {});
    expect(() => becomeNobody({ uid: 7, gid: 8 })).toThrow(
      'Expected not to be root any more',
    );
  });
});
